import { checkChoice } from '../known-keys';
import { accessDifferences } from './access';
import { listDifferences } from './lists';
import { lookUpDifferences } from './lookUps';
import { transferDifferences } from './transfers';
import type { Payload } from '../transfer/outcomes';
import type { Behavior, Request, Response } from '../types';
import type { World } from '../world/types';
import type { Difference, Reply } from './difference';

/** All ways in which the simulated Kore can differ from the documentation, each a switch. */
export const DIFFERENCES = {
	...listDifferences,
	...lookUpDifferences,
	...transferDifferences,
	...accessDifferences,
};

export type DifferenceName = keyof typeof DIFFERENCES;

/** An assign that is refused has no callback, so what differs there would not show. */
export const TOGETHER = (Object.keys(DIFFERENCES) as DifferenceName[]).filter(
	(name) => name !== 'assignIs404',
);

/** The switches; all are off at first. */
export function createDifferences(world: World) {
	let active: Difference[] = [];

	return {
		set(names: DifferenceName[]) {
			const known = Object.keys(DIFFERENCES);
			for (const name of names) checkChoice('difference', name, known);
			// In the order of the list, whatever the caller's is.
			const chosen = known.filter((name) => names.includes(name as DifferenceName));
			active = chosen.map((name) => DIFFERENCES[name as DifferenceName]);
		},
		/** What the switches make of an assign's answer and callback. */
		behavior: (): Behavior => ({
			answer: Object.assign({}, ...active.map(({ behavior }) => behavior?.answer)) as object,
			callback: Object.assign({}, ...active.map(({ behavior }) => behavior?.callback)) as object,
		}),
		changeCallback: (payload: Payload): Payload =>
			active.reduce((last, { callback }) => callback?.(last) ?? last, payload),
		middleware: (req: Request, res: Response, next: () => void) => {
			const send = res.json.bind(res);
			res.json = (body: unknown) => {
				const reply: Reply = { status: res.statusCode, body, headers: {} };
				for (const { reply: change } of active) change?.(reply, req);
				if (active.length > 0) req.entry.status = reply.status;
				return send.call(res.status(reply.status).set(reply.headers), reply.body);
			};
			for (const { request } of active) request?.(req, world);
			next();
		},
	};
}

export type Differences = ReturnType<typeof createDifferences>;

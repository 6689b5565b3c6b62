import express from 'express';

import type { TransferResult } from '../../../dist/nodes/shared/callback/transferResult';
import { serve } from '../../engine/harness/serve';
import { eventsFor, waits } from './mixture';
import { session } from '../../e2e/stage/people';

/** What is kept of a result. */
type Reported = Pick<TransferResult, 'requestId' | 'outcome' | 'eventId' | 'resumed'>;

/** What n8n's workflows have reported of a session */
export interface Outcome {
	/** Of the trigger. */
	events: Reported[];
	/** Of executions that waited. */
	results: Reported[];
}

/** What comes out of the workflows, by session: their last node posts it here. */
export async function startTally() {
	const outcomes = new Map<string, Outcome>();
	const watchers = new Map<string, () => void>();
	const of = (id: string) => {
		const outcome = outcomes.get(id) ?? { events: [], results: [] };
		outcomes.set(id, outcome);
		return outcome;
	};
	const isDone = (number: number) => {
		const { events, results } = of(session(number));
		return events.length >= eventsFor(number) && (!waits(number) || results.length > 0);
	};
	const app = express();
	app.post('/:kind', express.json(), (request, response) => {
		const { botSessionId, requestId, outcome, eventId, resumed } = request.body as TransferResult;
		const kind = request.params.kind as keyof Outcome;
		const id = String(botSessionId);
		of(id)[kind].push({ requestId, outcome, eventId, resumed });
		response.json({});
		watchers.get(id)?.();
	});
	const { url, stop } = await serve(app);
	return {
		url,
		stop,
		of,
		isDone,
		/** Resolves when all that belongs to the transfer has come out, or at the limit: with whether it has. */
		async done(number: number, limitMs: number): Promise<boolean> {
			return await new Promise((resolve) => {
				const id = session(number);
				const end = (isOver: boolean) => {
					clearTimeout(limit);
					watchers.delete(id);
					resolve(isOver);
				};
				const limit = setTimeout(() => end(false), limitMs);
				const check = () => {
					if (isDone(number)) end(true);
				};
				watchers.set(id, check);
				check();
			});
		},
	};
}

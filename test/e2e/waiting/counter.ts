import express from 'express';

import { serve } from '../../engine/harness/serve';
import type { TransferResult } from '../../../dist/nodes/shared/callback/transferResult';

export type Counter = Awaited<ReturnType<typeof startCounter>>;

/** What the action puts out, or the trigger. */
export type Kind = 'result' | 'event';

/**
 * What comes out of the workflows, counted outside n8n: an HTTP Request node at their end posts each
 * result here.
 */
export async function startCounter() {
	const seen: Record<Kind, TransferResult[]> = { result: [], event: [] };
	let held: Kind | undefined;
	let answerHeld = () => {};
	const release = () => {
		held = undefined;
		answerHeld();
		answerHeld = () => {};
	};
	const app = express();
	app.post('/:kind', express.json({ limit: '1mb' }), (request, response) => {
		const kind = request.params.kind as Kind;
		seen[kind].push(request.body as TransferResult);
		if (kind === held) answerHeld = () => response.json({});
		else response.json({});
	});
	const { url, stop } = await serve(app);
	return {
		url,
		stop,
		seen,
		/** Leaves the next post of this kind without an answer, so that its execution runs on, until `release` or `reset`. */
		hold: (kind: Kind) => {
			held = kind;
		},
		release,
		reset: () => {
			release();
			seen.result = [];
			seen.event = [];
		},
	};
}

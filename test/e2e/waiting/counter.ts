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
	const app = express();
	app.post('/:kind', express.json({ limit: '1mb' }), (request, response) => {
		seen[request.params.kind as Kind].push(request.body as TransferResult);
		response.json({});
	});
	const { url, stop } = await serve(app);
	return {
		url,
		stop,
		seen,
		reset: () => {
			seen.result = [];
			seen.event = [];
		},
	};
}

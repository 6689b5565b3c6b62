import axios from 'axios';

import type { Round } from './plan';
import type { KillStage } from './stage';

/** Executions of one transfer each, which wait; and items of one execution, which does not. */
const WAITING = 4;
const BULK = 4;

export type Transfer = { session: string; kind: 'wait' | 'bulk' };

export function transfersOf({ number }: Round): Transfer[] {
	return Array.from({ length: WAITING + BULK }, (_, index) => ({
		session: `6538f8a3c9cf${String(number).padStart(6, '0')}${String(index).padStart(6, '0')}`,
		kind: index < WAITING ? 'wait' : 'bulk',
	}));
}

/**
 * Has n8n start all transfers of a round. n8n may be killed meanwhile: whatever does not answer is no error.
 */
export async function startTransfers({ simulator, urls }: KillStage, transfers: Transfer[]) {
	const agent = simulator.world.agents[0].id;
	const of = (kind: string) => transfers.filter((one) => one.kind === kind);
	const post = async (url: string, body: object) =>
		await axios.post(url, body, { timeout: 15_000, proxy: false }).catch(() => {});
	const items = of('bulk').map(({ session }) => ({
		assignTo: 'agent',
		target: agent,
		botSessionId: session,
		ticket: session,
	}));
	await Promise.all([
		// A limit that no campaign reaches.
		...of('wait').map(({ session }) =>
			post(urls.wait, { session, agent, run: session, limit: 600 }),
		),
		post(urls.bulk, { items }),
	]);
}

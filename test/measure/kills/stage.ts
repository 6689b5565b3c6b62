import { until, webhookRegistered } from '../../e2e/n8n-host/wait';
import { assignWorkflow } from '../../e2e/queue-mode/workflows';
import { setTheStage } from '../../e2e/waiting/stage';
import { CREDENTIALS, TRIGGER_PATH } from '../../e2e/waiting/workflows';
import { Ledger } from './ledger';

const LISTENING_LIMIT_MS = 60_000;

/** Ids of the workflows: the first two assign, the third takes the results of both. */
export const WAIT = 'waitingTrigger';
export const RESULT = 'waitingResult';

export type KillStage = Awaited<ReturnType<typeof openKillStage>>;

/**
 * The stage of the waiting tests, and one more workflow that assigns many items in a run and does not wait.
 */
export async function openKillStage({ queue, version }: { queue: boolean; version?: string }) {
	const stage = await setTheStage({ queue, version });
	try {
		const bulk = assignWorkflow({ id: 'kore-trigger', name: CREDENTIALS.trigger });
		const { id } = await stage.rest.createWorkflow(bulk.content);
		await stage.rest.activate(id);
		const base = stage.n8n.url;
		const urls = {
			wait: `${base}webhook/start-trigger`,
			bulk: base + bulk.path,
			result: `${base}webhook/${TRIGGER_PATH}/webhook`,
		};
		await listening(Object.values(urls));
		return { ...stage, queue, ledger: new Ledger(stage.simulator), bulkId: id, urls };
	} catch (error) {
		await stage.stop();
		throw error;
	}
}

/** Until n8n takes webhooks, also while it, or its database, is just starting again. */
export async function listening(urls: string[]) {
	for (const url of urls) {
		await until(`webhook ${url}`, LISTENING_LIMIT_MS, async () =>
			webhookRegistered(url, 2000).then(
				() => true,
				() => false,
			),
		);
	}
}

import { credentialFor, NO_CALLBACK } from '../../engine/harness/setup';
import { useStage } from '../stage/use-stage';
import { imported } from './imported';
import { startOutside } from './outside';
import type { Credential } from '../stage/nodes';

type Outside = Awaited<ReturnType<typeof startOutside>>;

// All examples share the 60 calls a minute of one account, so that any of them may have to wait for the next minute.
const RUN_LIMIT_MS = 100_000;

export type Play = ReturnType<typeof usePlay>;

/**
 * A stage for all tests of the block, and the services beside Kore. After each test both are as they were before it.
 *
 * @param version of n8n
 * @param env more settings for n8n
 */
export function usePlay(version: string, env?: Record<string, string>) {
	jest.setTimeout(RUN_LIMIT_MS + 20_000);
	const stage = useStage(version, env);
	let outside: Outside;
	let restoreWorld: () => void;
	beforeAll(async () => {
		outside = await startOutside();
	});
	beforeEach(() => {
		const { world } = stage().simulator;
		const { agents, hours, conversations } = structuredClone(world);
		restoreWorld = () => Object.assign(world, { agents, hours, conversations });
		stage().simulator.setBehavior(NO_CALLBACK);
	});
	afterEach(() => {
		restoreWorld();
		outside.reset();
	});
	afterAll(async () => await outside?.stop());

	/** Imports an example and executes it, from the trigger of that name; with a credential for its chat model, if it has one. */
	async function run(name: string, trigger: string, model?: Credential) {
		const { simulator, builder } = stage();
		const triggerUrl = 'https://callback.invalid/hook';
		const credential = await stage().saveCredential({ ...credentialFor(simulator), triggerUrl });
		const { id } = await builder.createWorkflow(imported(name, credential, outside.url, model));
		const execution = await stage().runAgain(id, trigger, RUN_LIMIT_MS);
		expect(execution.status).toBe('success');
		return execution;
	}

	/** The transfers that Kore was asked for, in short. */
	const transfers = () =>
		stage()
			.simulator.requests()
			.map(({ json }) => json as Record<string, string> | undefined)
			.filter((json) => json?.botSessionId)
			.map((json) => [json?.botSessionId, json?.aId ?? json?.queueId]);

	return { stage, outside: () => outside, run, transfers };
}

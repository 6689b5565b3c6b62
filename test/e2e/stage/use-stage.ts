import { startSimulator } from '../../kore-simulator';
import { ensureN8n } from '../n8n-host/cache';
import { startN8n } from '../n8n-host/instance';
import { packPackage } from '../n8n-host/pack';
import { Stage } from './stage';
import type { N8nInstance, StartOptions } from '../n8n-host/n8n-instance';

// Without a warm cache n8n has to be installed first.
const OPEN_LIMIT_MS = 20 * 60_000;

interface StageOptions extends Pick<StartOptions, 'ca' | 'setup'> {
	/** That the simulators grant; any number by default. */
	requestsPerMinute?: number;
	/** How many the simulated Kore has. */
	agents?: number;
}

/**
 * @param version of n8n
 * @param env more settings for n8n
 * @param options ca: the authority that n8n trusts in place of the simulator's; setup: what is done before n8n is started
 */
export async function openStage(
	version: string,
	env?: Record<string, string>,
	{ ca, setup, agents, requestsPerMinute = Infinity }: StageOptions = {},
): Promise<Stage> {
	const [installed, tarball] = await Promise.all([ensureN8n({ version }), packPackage()]);
	const simulator = await startSimulator({ requestsPerMinute, ...(agents && { agents }) });
	const secure = await startSimulator({ requestsPerMinute, https: true });
	let instance: N8nInstance | undefined;
	try {
		instance = await startN8n({ installed, tarball, env, setup, ca: ca ?? secure.ca });
		const stage = new Stage(simulator, instance, secure);
		await stage.builder.untilAnswered();
		await stage.builder.setUpOwner();
		return stage;
	} catch (error) {
		await Promise.all([instance?.stop(), simulator.stop(), secure.stop()]);
		throw error;
	}
}

/**
 * Opens one stage for all tests of the block, and clears the simulator after each of them.
 *
 * @param version of n8n
 * @param env more settings for n8n
 */
export function useStage(version: string, env?: Record<string, string>): () => Stage {
	let stage: Stage;
	beforeAll(async () => {
		stage = await openStage(version, env);
	}, OPEN_LIMIT_MS);
	afterEach(() => {
		stage?.simulator.reset();
		stage?.secure?.reset();
	});
	afterAll(async () => await stage?.close());
	return () => stage;
}

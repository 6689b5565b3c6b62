import { startSimulator } from '../../kore-simulator';
import { ensureN8n } from '../n8n-host/cache';
import { startN8n } from '../n8n-host/instance';
import { packPackage } from '../n8n-host/pack';
import { Stage } from './stage';

// Without a warm cache n8n has to be installed first.
const OPEN_LIMIT_MS = 20 * 60_000;

/** @param version of n8n */
export async function openStage(version: string, env?: Record<string, string>): Promise<Stage> {
	const [installed, tarball] = await Promise.all([ensureN8n({ version }), packPackage()]);
	const simulator = await startSimulator({ requestsPerMinute: Infinity });
	const secure = await startSimulator({ requestsPerMinute: Infinity, https: true });
	try {
		const { ca } = secure;
		const stage = new Stage(simulator, await startN8n({ installed, tarball, env, ca }), secure);
		await stage.builder.untilAnswered();
		await stage.builder.setUpOwner();
		return stage;
	} catch (error) {
		await Promise.all([simulator.stop(), secure.stop()]);
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

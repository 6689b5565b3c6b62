import { startSimulator, type Simulator } from '../../kore-simulator';
import type { Behavior } from '../../kore-simulator/types';
import { credentialFor, type Credential } from './setup';

/**
 * A simulated Kore without a limit for all tests of a file, which forgets everything before each of them and behaves so.
 *
 * @returns the simulator and a credential for it: objects that are filled in before the first test
 */
export function useSimulator(behavior: Behavior = {}) {
	const simulator = {} as Simulator;
	const credential = {} as Credential;
	beforeAll(async () => {
		Object.assign(simulator, await startSimulator({ requestsPerMinute: Infinity }));
		Object.assign(credential, credentialFor(simulator));
	});
	beforeEach(() => {
		simulator.reset();
		simulator.setBehavior(behavior);
	});
	afterAll(async () => await simulator.stop());
	return { simulator, credential };
}

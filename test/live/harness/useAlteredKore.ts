import { startSimulator, type Simulator } from '../../kore-simulator';
import { runCheck } from './runCheck';
import { startAltered, type Alterations } from './alteredKore';

/** A simulated Kore for each test of a file, and a check of it with what it says changed. */
export function useAlteredKore() {
	let simulator: Simulator;
	beforeEach(async () => {
		simulator = await startSimulator({ requestsPerMinute: Infinity });
	});
	afterEach(async () => await simulator.stop());

	return async (alterations: Alterations, options = {}) => {
		const kore = await startAltered(simulator.url, alterations);
		try {
			const run = await runCheck({ url: kore.url, world: simulator.world }, { options });
			return { ...run, assigned: kore.assigned };
		} finally {
			await kore.stop();
		}
	};
}

import { assignBody } from '../../../kore-simulator/assignBody';
import { startSimulator, type Simulator } from '../../../kore-simulator';
import { countConnections } from './connections';
import { serve } from '../../child/serve';

const LATENCY_MS = 50;

let simulator: Simulator;
const connections = countConnections();

const answers = {
	async start() {
		simulator = await startSimulator({ https: true, requestsPerMinute: Infinity });
		const { url, ca, world } = simulator;
		if (!ca) throw new Error('The simulator has no certificate');
		return { url, ca, world };
	},
	reset() {
		simulator.reset();
		connections.reset();
		simulator.setBehavior({ answer: { delayMs: LATENCY_MS }, callback: { when: 'never' } });
	},
	/** The log itself would be some megabytes. */
	tally() {
		const requests = simulator.requests();
		const accepted = requests.filter(({ status }) => status === 200);
		const sessions = accepted.map((request) => assignBody(request).botSessionId);
		return {
			requests: requests.length,
			accepted: accepted.length,
			sessions: new Set(sessions).size,
			rejection: requests.find(({ rejection }) => rejection)?.rejection ?? null,
			connections: connections.counted(),
		};
	},
};

export type BenchSimulator = typeof answers;

serve(answers);

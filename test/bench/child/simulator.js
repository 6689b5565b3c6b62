const { startSimulator } = require('../../kore-simulator');
const { countConnections } = require('./connections');
const { serve } = require('./serve');

const LATENCY_MS = 50;

/** @type {import('../../kore-simulator').Simulator} */
let simulator;
const connections = countConnections();

serve({
	async start() {
		simulator = await startSimulator({ https: true, requestsPerMinute: Infinity });
		const { url, ca, world } = simulator;
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
		const sessions = accepted.map(({ json }) => /** @type {any} */ (json).botSessionId);
		return {
			requests: requests.length,
			accepted: accepted.length,
			sessions: new Set(sessions).size,
			rejection: requests.find(({ rejection }) => rejection)?.rejection ?? null,
			connections: connections.counted(),
		};
	},
});

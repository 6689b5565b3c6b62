const { startSimulator } = require('../../kore-simulator');
const { ensureN8n } = require('../n8n-host/cache');
const { startN8n } = require('../n8n-host/instance');
const { packPackage } = require('../n8n-host/pack');
const { Stage } = require('./stage');

// Without a warm cache n8n has to be installed first.
const OPEN_LIMIT_MS = 20 * 60_000;

/**
 * @param {string} version of n8n
 * @param {Record<string, string>} [env]
 * @returns {Promise<Stage>}
 */
async function openStage(version, env) {
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
 * @param {string} version of n8n
 * @param {Record<string, string>} [env] more settings for n8n
 * @returns {() => Stage}
 */
function useStage(version, env) {
	/** @type {Stage} */
	let stage;
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

module.exports = { openStage, useStage };

const { createApp } = require('./app');
const { createAdmission } = require('./checks/admission');
const { createControl } = require('./control');
const { agentEndpoints } = require('./directory/agents');
const { conversationEndpoints } = require('./directory/conversations');
const { groupEndpoints } = require('./directory/groups');
const { queueEndpoints } = require('./directory/queues');
const { checkKeys } = require('./known-keys');
const { listen } = require('./listener');
const { createLog } = require('./log');
const { createAccepted } = require('./transfer/accepted');
const { FINAL, assignEndpoint } = require('./transfer/assign');
const { createBehavior } = require('./transfer/behavior');
const { FAILURE_SHAPES } = require('./transfer/outcomes');
const { createPoster } = require('./transfer/poster');
const { createWorld } = require('./world');

/** @import { Behavior, SimulatorOptions } from './types' */

/** @type {Required<SimulatorOptions>} */
const DEFAULTS = {
	port: 0,
	https: false,
	requestsPerMinute: 60,
	rateLimitWindowMs: 60_000,
	retryAfter: false,
	latencyMs: 0,
};

/** @param {SimulatorOptions} [options] */
async function startSimulator(options = {}) {
	checkKeys('options', options, Object.keys(DEFAULTS));
	const settings = { ...DEFAULTS, ...options };
	const world = await createWorld();
	const log = createLog();
	const behavior = createBehavior();
	const poster = createPoster(log);
	const accepted = createAccepted();
	const admission = createAdmission(world, settings);
	const endpoints = [
		assignEndpoint(world, behavior, poster, accepted),
		...queueEndpoints(world),
		...agentEndpoints(world),
		...groupEndpoints(world),
		...conversationEndpoints(world),
	];
	/** @type {Promise<void> | undefined} */
	let stopped;

	const simulator = {
		world,
		requests: log.requests,
		callbacks: log.callbacks,
		accepted: accepted.sessions,
		waitForCallbacks: log.waitForCallbacks,
		/** @param {Behavior} next replaces the current behaviour */
		setBehavior(next) {
			behavior.set(next);
		},
		reset() {
			poster.cancel();
			behavior.set({});
			admission.reset();
			log.giveUpWaiting('the simulator was reset');
			log.clear();
			accepted.clear();
			listener.resetConnections();
		},
	};
	const control = createControl(simulator);
	const app = createApp({ log, endpoints, admission, control, latencyMs: settings.latencyMs });
	const listener = await listen(app, settings);

	return {
		...simulator,
		url: listener.url,
		ca: listener.ca,
		connections: listener.connections,
		async stop() {
			poster.close();
			log.giveUpWaiting('the simulator was stopped');
			stopped ??= listener.close();
			await stopped;
		},
	};
}

/** @typedef {Awaited<ReturnType<typeof startSimulator>>} Simulator */

module.exports = { FAILURE_SHAPES, FINAL, startSimulator };

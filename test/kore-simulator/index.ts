import { createApp } from './app';
import { createAdmission } from './checks/admission';
import { createControl } from './control';
import { agentEndpoints } from './directory/agents';
import { availabilityEndpoint } from './directory/availability';
import { conversationEndpoints } from './directory/conversations';
import { groupEndpoints } from './directory/groups';
import { hoursEndpoint } from './directory/hours';
import { queueEndpoints } from './directory/queues';
import { statisticsEndpoint } from './directory/statistics';
import { createDifferences, DIFFERENCES, TOGETHER, type DifferenceName } from './differences';
import { checkKeys } from './known-keys';
import { listen } from './listener';
import { createLog } from './log';
import { createAccepted } from './transfer/accepted';
import { FINAL, assignEndpoint } from './transfer/assign';
import { createBehavior } from './transfer/behavior';
import { FAILURE_SHAPES } from './transfer/outcomes';
import { createPoster } from './transfer/poster';
import { createWorld } from './world';
import type { Behavior, SimulatorOptions } from './types';

const DEFAULTS: Required<SimulatorOptions> = {
	port: 0,
	https: false,
	requestsPerMinute: 60,
	rateLimitWindowMs: 60_000,
	retryAfter: false,
	latencyMs: 0,
	agents: 24,
};

export async function startSimulator(options: SimulatorOptions = {}) {
	checkKeys('options', options, Object.keys(DEFAULTS));
	const settings = { ...DEFAULTS, ...options };
	const world = await createWorld(settings.agents);
	const log = createLog();
	const behavior = createBehavior();
	const poster = createPoster(log);
	const accepted = createAccepted();
	const differences = createDifferences(world);
	const admission = createAdmission(world, settings);
	const endpoints = [
		assignEndpoint(world, behavior, poster, accepted, differences),
		...queueEndpoints(world),
		availabilityEndpoint(world),
		...agentEndpoints(world),
		...groupEndpoints(world),
		statisticsEndpoint(world),
		hoursEndpoint(world),
		...conversationEndpoints(world),
	];
	let stopped: Promise<void> | undefined;

	const simulator = {
		world,
		requests: log.requests,
		callbacks: log.callbacks,
		accepted: accepted.sessions,
		waitForCallbacks: log.waitForCallbacks,
		/** @param next replaces the current behaviour */
		setBehavior(next: Behavior) {
			behavior.set(next);
		},
		/** @param names the ways in which it differs from the documentation; replaces the current behaviour, too */
		setDifferences(names: DifferenceName[]) {
			differences.set(names);
			behavior.set(differences.behavior());
		},
		reset() {
			poster.cancel();
			differences.set([]);
			behavior.set({});
			admission.reset();
			log.giveUpWaiting('the simulator was reset');
			log.clear();
			accepted.clear();
			for (const conversation of world.conversations) conversation.transfers = [];
			listener.resetConnections();
		},
	};
	const control = createControl(simulator);
	const app = createApp({
		...{ log, endpoints, admission, differences, control },
		latencyMs: settings.latencyMs,
	});
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

export type Simulator = Awaited<ReturnType<typeof startSimulator>>;

export { DIFFERENCES, FAILURE_SHAPES, FINAL, TOGETHER };
export type { DifferenceName };

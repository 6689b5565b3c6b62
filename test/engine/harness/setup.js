'use strict';

const { startSimulator } = require('../../kore-simulator');

/**
 * The credential of one of the simulator's JWT apps, as n8n decrypts it.
 * @param {import('../../kore-simulator').Simulator} simulator
 * @param {string} [app]
 * @returns {Record<string, any>}
 */
function credentialFor(simulator, app = 'hs256') {
	const { streamId, accountId, orgId, apps } = simulator.world;
	const { clientId, clientSecret, privateKey, algorithm } = /** @type {any} */ (apps)[app];
	return {
		host: simulator.url,
		streamId,
		accountId,
		orgId,
		authentication: 'jwtApp',
		clientId,
		clientSecret: clientSecret ?? '',
		privateKey: privateKey ?? '',
		algorithm,
	};
}

/**
 * The same simulator at an address of which no call is counted yet.
 * @param {import('../../kore-simulator').Simulator} simulator
 */
const elsewhere = ({ url }) => url.replace('127.0.0.1', 'localhost');

/** Where no test reads the callback: nothing is posted by the simulators that use it. */
const NO_CALLBACK = { callback: { when: /** @type {const} */ ('never') } };

/**
 * The options of a node that is not about the limit of calls a minute, which all tests of a simulator would share.
 * @param {Record<string, unknown>} [rest]
 */
const withoutLimit = (rest) => ({
	requestsPerMinute: 0,
	.../** @type {object | undefined} */ (rest?.options),
});

/**
 * The parameters of a node that assigns to an agent, as n8n saves them.
 * @param {string} agentId @param {Record<string, unknown>} [rest]
 */
const toAgent = (agentId, rest) => ({
	resource: 'conversation',
	operation: 'assign',
	assignTo: 'agent',
	agentId: { __rl: true, mode: 'id', value: agentId },
	botSessionId: '6538f8a3c9cf425ee5cf0001',
	callbackUrl: 'https://callback.invalid/hook',
	...rest,
	options: withoutLimit(rest),
});

/**
 * The same to a queue.
 * @param {string} queueId @param {Record<string, unknown>} [rest]
 */
const toQueue = (queueId, rest) => ({
	...toAgent('', rest),
	assignTo: 'queue',
	queueId: { __rl: true, mode: 'id', value: queueId },
	...rest,
	options: withoutLimit(rest),
});

module.exports = { credentialFor, elsewhere, NO_CALLBACK, startSimulator, toAgent, toQueue };

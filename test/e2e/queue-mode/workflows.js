const { randomUUID } = require('node:crypto');

const { assign, trigger } = require('../stage/nodes');
const { workflow } = require('../stage/workflow');

/**
 * @typedef {import('../stage/nodes').Credential} Credential
 * @typedef {import('../stage/nodes').Node} Node
 *
 * @typedef {object} Item what the assign workflow takes at its webhook, in a list `items`
 * @property {'agent' | 'queue'} assignTo
 * @property {string} target id of the agent or queue
 * @property {string} botSessionId
 * @property {string} ticket comes back as correlation data
 */

/**
 * @param {string} name
 * @param {string} type
 * @param {number} typeVersion
 * @param {Record<string, unknown>} parameters
 * @returns {Node}
 */
const coreNode = (name, type, typeVersion, parameters) => ({
	id: randomUUID(),
	name,
	type: `n8n-nodes-base.${type}`,
	typeVersion,
	position: [0, 0],
	parameters,
});

/**
 * Assigns all items that its webhook gets, in one run.
 * @param {Credential} credential
 */
function assignWorkflow(credential) {
	const path = randomUUID();
	const webhook = { httpMethod: 'POST', path, responseMode: 'onReceived', options: {} };
	const nodes = [
		{ ...coreNode('Items', 'webhook', 2, webhook), webhookId: path },
		coreNode('Rows', 'splitOut', 1, { fieldToSplitOut: 'body.items', options: {} }),
		assign(credential, {
			resource: 'conversation',
			operation: 'assign',
			assignTo: '={{ $json.assignTo }}',
			agentId: { __rl: true, mode: 'id', value: '={{ $json.target }}' },
			queueId: { __rl: true, mode: 'id', value: '={{ $json.target }}' },
			botSessionId: '={{ $json.botSessionId }}',
			options: {
				// What a test sends would take minutes at Kore's own limit.
				requestsPerMinute: 0,
				correlationData: { pair: [{ key: 'ticket', value: '={{ $json.ticket }}' }] },
			},
		}),
	];
	return { content: workflow('Assign', nodes), path: `webhook/${path}` };
}

/**
 * Takes the callbacks, and works on each event for a while, as a call to a CRM would.
 * @param {Credential} credential
 * @param {number} seconds
 */
function resultWorkflow(credential, seconds) {
	const start = trigger(credential, {
		events: ['transferred', 'failed'],
		assignTo: 'any',
		verification: 'signed',
	});
	const work = coreNode('Work', 'wait', 1.1, { amount: seconds, unit: 'seconds' });
	const done = coreNode('Done', 'noOp', 1, {});
	return {
		content: workflow('Result', seconds > 0 ? [start, work, done] : [start, done]),
		path: `webhook/${start.webhookId}/webhook`,
	};
}

module.exports = { assignWorkflow, resultWorkflow };

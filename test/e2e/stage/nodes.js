const { randomUUID } = require('node:crypto');

/**
 * @typedef {object} Node as n8n saves it
 * @property {string} id
 * @property {string} name
 * @property {string} type
 * @property {number} typeVersion
 * @property {[number, number]} position
 * @property {Record<string, unknown>} parameters
 * @property {string} [webhookId]
 * @property {string} [onError]
 * @property {boolean} [retryOnFail]
 * @property {number} [maxTries]
 * @property {number} [waitBetweenTries]
 * @property {Record<string, { id: string, name: string }>} [credentials]
 *
 * @typedef {{ id: string, name: string }} Credential
 */

const PACKAGE = 'n8n-nodes-kore-agentassist';

/**
 * @param {string} name
 * @param {string} type
 * @param {number} typeVersion
 * @param {Record<string, unknown>} [parameters]
 * @returns {Node}
 */
const node = (name, type, typeVersion, parameters = {}) => ({
	id: randomUUID(),
	name,
	type,
	typeVersion,
	position: [0, 0],
	parameters,
});

const start = () => node('Start', 'n8n-nodes-base.manualTrigger', 1);

/**
 * Two nodes that deliver one item for each row.
 * @param {object[]} table
 */
const rows = (table) => [
	node('Table', 'n8n-nodes-base.set', 3.4, {
		mode: 'raw',
		jsonOutput: JSON.stringify({ table }),
		options: {},
	}),
	node('Rows', 'n8n-nodes-base.splitOut', 1, { fieldToSplitOut: 'table', options: {} }),
];

/**
 * The action node.
 * @param {Credential} credential
 * @param {Record<string, unknown>} parameters
 * @param {Partial<Node>} [settings]
 * @returns {Node}
 */
const assign = (credential, parameters, settings) => ({
	...node('Assign', `${PACKAGE}.koreAgentAssist`, 1, {
		...parameters,
		// All scenarios of a simulator would share its limit.
		options: { requestsPerMinute: 0, .../** @type {object} */ (parameters.options) },
	}),
	credentials: { koreAgentAssistApi: credential },
	...settings,
});

/**
 * @param {Credential} credential
 * @param {Record<string, unknown>} [parameters]
 * @returns {Node}
 */
const trigger = (credential, parameters = {}) => ({
	...node('Result', `${PACKAGE}.koreAgentAssistTrigger`, 1.1, parameters),
	credentials: { koreAgentAssistApi: credential },
	webhookId: randomUUID(),
});

/**
 * Gives each item a field `note`.
 * @param {string} value an expression
 */
const note = (value) =>
	node('Note', 'n8n-nodes-base.set', 3.4, {
		mode: 'raw',
		jsonOutput: `={{ { note: ${value} } }}`,
		options: {},
	});

/**
 * Lets the items pass for which the expression is true.
 * @param {string} condition an expression
 */
const only = (condition) =>
	node('Only', 'n8n-nodes-base.if', 2.2, {
		conditions: {
			options: { caseSensitive: true, leftValue: '', typeValidation: 'strict', version: 2 },
			combinator: 'and',
			conditions: [
				{
					id: randomUUID(),
					leftValue: `={{ ${condition} }}`,
					rightValue: '',
					operator: { type: 'boolean', operation: 'true', singleValue: true },
				},
			],
		},
		options: {},
	});

/** @param {string} workflowId */
const callWorkflow = (workflowId) =>
	node('Call', 'n8n-nodes-base.executeWorkflow', 1.2, {
		workflowId: { __rl: true, mode: 'id', value: workflowId },
		options: {},
	});

const called = () =>
	node('Called', 'n8n-nodes-base.executeWorkflowTrigger', 1.1, { inputSource: 'passthrough' });

/**
 * @param {Credential} credential
 * @param {string} url
 * @returns {Node}
 */
const httpRequest = (credential, url) => ({
	...node('Request', 'n8n-nodes-base.httpRequest', 4.2, {
		url,
		authentication: 'predefinedCredentialType',
		nodeCredentialType: 'koreAgentAssistApi',
		options: {},
	}),
	credentials: { koreAgentAssistApi: credential },
});

module.exports = {
	assign,
	called,
	callWorkflow,
	httpRequest,
	node,
	note,
	only,
	rows,
	start,
	trigger,
};

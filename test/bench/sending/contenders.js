const { randomUUID } = require('node:crypto');

const { toQueue } = require('../../engine/harness/setup');
const { assign, node } = require('../../e2e/stage/nodes');
const { workflow } = require('../../e2e/stage/workflow');

/**
 * bulk: only the session is an expression. expressions: all that can differ from item to item is one.
 * @typedef {'bulk' | 'expressions'} Shape
 *
 * @typedef {object} Facts of the request, the same in every item
 * @property {string} url
 * @property {string} orgId
 * @property {string} accountId
 * @property {string} queueId
 * @property {string} callbackUrl
 * @property {string} token for the HTTP Request node, which signs none; without a `jti`, as Kore takes each only once
 * @property {import('../../e2e/stage/nodes').Credential} credential
 */

const CONCURRENCY = 100;

/** @param {Shape} shape @param {Facts} facts */
const parameters = (shape, { queueId, callbackUrl }) =>
	toQueue(shape === 'bulk' ? queueId : '={{ $json.queue }}', {
		botSessionId: '={{ $json.session }}',
		callbackUrl: shape === 'bulk' ? callbackUrl : '={{ $json.callback }}',
		options: { concurrency: CONCURRENCY, requestsPerMinute: 0 },
	});

/** @param {Shape} shape @param {Facts} facts */
function httpParameters(shape, { url, orgId, accountId, queueId, callbackUrl, token }) {
	const bulk = shape === 'bulk';
	const body = {
		callbackUrl: bulk ? callbackUrl : '{{ $json.callback }}',
		orgId,
		transferredType: 'QUEUE',
		queueId: bulk ? queueId : '{{ $json.queue }}',
		botSessionId: '{{ $json.session }}',
	};
	// In the other shape one expression makes the whole body, as ours would count as three.
	const expression = `={{ { callbackUrl: $json.callback, orgId: ${JSON.stringify(orgId)}, transferredType: "QUEUE", queueId: $json.queue, botSessionId: $json.session } }}`;
	return {
		method: 'POST',
		url,
		sendHeaders: true,
		headerParameters: {
			parameters: [
				{ name: 'auth', value: bulk ? token : '={{ $json.auth }}' },
				{ name: 'accountid', value: accountId },
			],
		},
		sendBody: true,
		specifyBody: 'json',
		jsonBody: bulk ? `=${JSON.stringify(body)}` : expression,
		options: {},
	};
}

/** @type {Record<string, (shape: Shape, facts: Facts) => import('../../e2e/stage/nodes').Node>} */
const NODES = {
	ours: (shape, facts) => assign(facts.credential, parameters(shape, facts), { name: 'Measured' }),
	http: (shape, facts) =>
		node('Measured', 'n8n-nodes-base.httpRequest', 4.5, httpParameters(shape, facts)),
	probe: (shape, facts) => ({
		...node('Measured', 'n8n-nodes-bench-probe.probe', 1, parameters(shape, facts)),
		credentials: { koreAgentAssistApi: facts.credential },
	}),
	nothing: () => node('Measured', 'n8n-nodes-base.noOp', 1),
};

/**
 * A workflow that takes items at a webhook, hands them to the measured node, and answers when it has ended.
 * @param {string} contender
 * @param {Shape} shape
 * @param {Facts} facts
 */
function contenderWorkflow(contender, shape, facts) {
	const path = randomUUID();
	const webhook = {
		httpMethod: 'POST',
		path,
		responseMode: 'lastNode',
		responseData: 'noData',
		options: {},
	};
	const content = workflow(`${contender}, ${shape}`, [
		{ ...node('Start', 'n8n-nodes-base.webhook', 2.1, webhook), webhookId: path },
		node('Items', 'n8n-nodes-base.splitOut', 1, { fieldToSplitOut: 'body.items', options: {} }),
		NODES[contender](shape, facts),
	]);
	return { content, path: `webhook/${path}` };
}

/**
 * @param {string} name begins each bot session
 * @param {number} count
 * @param {Facts} facts
 */
const itemsFor = (name, count, { queueId, callbackUrl, token }) =>
	Array.from({ length: count }, (_, index) => ({
		session: `${name}-${String(index).padStart(5, '0')}`,
		queue: queueId,
		callback: callbackUrl,
		auth: token,
	}));

module.exports = { CONCURRENCY, contenderWorkflow, itemsFor, IN_N8N: Object.keys(NODES) };

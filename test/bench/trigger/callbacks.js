const { randomUUID } = require('node:crypto');

const { signCallbackUrl } = require('../../../dist/nodes/shared/callback/token');
const { queue, session } = require('../../e2e/stage/people');

/** What Kore posts when a transfer has succeeded. */
const BODY = {
	sessionId: session(1),
	queueId: queue(1),
	status: 'transferred',
	requestCompletedAt: Date.now(),
};

/**
 * The signed callback URL of another request each time.
 * @param {string} url
 * @param {any} key
 */
const signed = (url, key) =>
	signCallbackUrl(
		url,
		{
			requestId: randomUUID(),
			botSessionId: session(1),
			target: { assignTo: 'queue', id: queue(1) },
			requestedAt: Date.now(),
			executionId: '1',
			workflowId: 'bench',
			correlation: {},
		},
		key,
	);

/**
 * The same with another signature of the same length.
 * @param {string} url
 * @param {any} key
 */
const forged = (url, key) =>
	signed(url, key).replace(
		/\.(.)([^.]*)$/,
		(_, first, rest) => `.${first === 'A' ? 'B' : 'A'}${rest}`,
	);

module.exports = { BODY, forged, signed };

const jwt = require('jsonwebtoken');
const { randomUUID } = require('node:crypto');
const { once } = require('node:events');
const http = require('node:http');
const https = require('node:https');

/** @import { Simulator } from '../../kore-simulator' */

/** @param {Simulator} simulator @param {object} [fields] of the body */
function createRequest({ url, ca, world }, fields) {
	const { apps, streamId, accountId, orgId, agents } = world;
	const { clientId, clientSecret = '' } = apps.hs256;
	const claims = { appId: clientId, sub: 'test', jti: randomUUID() };
	const auth = jwt.sign(claims, clientSecret, { expiresIn: 300 });
	const { request } = ca ? https : http;
	const req = request(`${url}/agentassist/api/v1/public/${streamId}/assign-conversation`, {
		method: 'POST',
		headers: { auth, accountid: accountId, 'content-type': 'application/json' },
		ca,
		agent: false,
	});
	const body = {
		callbackUrl: 'http://callback.invalid/',
		orgId,
		aId: agents[0].id,
		botSessionId: '66c2f6939489bfffc7910001',
		...fields,
	};
	return { req, body: JSON.stringify(body) };
}

/**
 * An assign by Node's own client, which shows what really came: a library would hide half of it.
 *
 * @param {Simulator} simulator
 * @param {{ leaveAfter?: number, patienceMs?: number, fields?: object }} [options] leaveAfter: bytes
 */
async function assign(simulator, { leaveAfter = Infinity, patienceMs = 5000, fields } = {}) {
	const { req, body } = createRequest(simulator, fields);
	/**
	 * @type {{ status?: number, headers: http.IncomingHttpHeaders, interim: number[], body: Buffer,
	 *   error?: string }}
	 */
	const got = { status: undefined, headers: {}, interim: [], body: Buffer.alloc(0) };
	/** @type {Buffer[]} */
	const chunks = [];
	let length = 0;
	const fail = (/** @type {NodeJS.ErrnoException} */ { code }) => (got.error ??= code);
	req.on('error', fail);
	req.on('information', ({ statusCode }) => got.interim.push(statusCode));
	const leave = () => req.destroy(Object.assign(new Error(), { code: 'LEFT' }));
	const timer = setTimeout(leave, patienceMs);
	try {
		const answered = once(req, 'response');
		req.end(body);
		const [response] = /** @type {[http.IncomingMessage]} */ (await answered);
		Object.assign(got, { status: response.statusCode, headers: response.headers });
		for await (const chunk of response) {
			chunks.push(chunk);
			length += chunk.length;
			if (length > leaveAfter) break;
		}
	} catch (error) {
		fail(/** @type {NodeJS.ErrnoException} */ (error));
	}
	clearTimeout(timer);
	return { ...got, body: Buffer.concat(chunks) };
}

module.exports = { assign };

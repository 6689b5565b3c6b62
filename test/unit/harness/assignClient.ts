import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import http from 'node:http';
import https from 'node:https';
import jwt from 'jsonwebtoken';
import type { Simulator } from '../../kore-simulator';

/** @param fields of the body */
function createRequest({ url, ca, world }: Simulator, fields?: object) {
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
 * @param options leaveAfter: bytes
 */
export async function assign(
	simulator: Simulator,
	{
		leaveAfter = Infinity,
		patienceMs = 5000,
		fields,
	}: { leaveAfter?: number; patienceMs?: number; fields?: object } = {},
) {
	const { req, body } = createRequest(simulator, fields);
	const got: {
		status?: number;
		headers: http.IncomingHttpHeaders;
		interim: number[];
		body: Buffer;
		error?: string;
	} = { status: undefined, headers: {}, interim: [], body: Buffer.alloc(0) };
	const chunks: Buffer[] = [];
	let length = 0;
	const fail = ({ code }: NodeJS.ErrnoException) => (got.error ??= code);
	req.on('error', fail);
	req.on('information', ({ statusCode }) => got.interim.push(statusCode));
	const leave = () => req.destroy(Object.assign(new Error(), { code: 'LEFT' }));
	const timer = setTimeout(leave, patienceMs);
	try {
		const answered = once(req, 'response');
		req.end(body);
		const [response] = (await answered) as [http.IncomingMessage];
		Object.assign(got, { status: response.statusCode, headers: response.headers });
		for await (const chunk of response as AsyncIterable<Buffer>) {
			chunks.push(chunk);
			length += chunk.length;
			if (length > leaveAfter) break;
		}
	} catch (error) {
		fail(error as NodeJS.ErrnoException);
	}
	clearTimeout(timer);
	return { ...got, body: Buffer.concat(chunks) };
}

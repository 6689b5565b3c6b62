import { once } from 'node:events';
import http from 'node:http';
import { gunzipSync } from 'node:zlib';
import type { AddressInfo } from 'node:net';

import { startSimulator, type Simulator } from '../../kore-simulator';
import { assign } from '../harness/assignClient';
import type { CallbackPlan } from '../../kore-simulator/types';

let simulator: Simulator;
let receiver: http.Server;
let received: { headers: http.IncomingHttpHeaders; body: Buffer; complete: boolean }[];

beforeAll(async () => {
	simulator = await startSimulator({ requestsPerMinute: Infinity });
	receiver = http.createServer((req, res) => {
		const chunks: Buffer[] = [];
		req.on('data', (chunk: Buffer) => chunks.push(chunk));
		// One that breaks off has an error first.
		req
			.on('error', () => {})
			.once('close', () => {
				received.push({
					headers: req.headers,
					body: Buffer.concat(chunks),
					complete: req.complete,
				});
				res.end();
			});
	});
	receiver.listen(0, '127.0.0.1');
	await once(receiver, 'listening');
});
beforeEach(() => {
	simulator.reset();
	received = [];
});
afterAll(async () => {
	await simulator.stop();
	receiver.closeAllConnections();
	receiver.close();
});

async function post(callback: Partial<CallbackPlan>) {
	simulator.setBehavior({ callback });
	const { port } = receiver.address() as AddressInfo;
	await assign(simulator, { fields: { callbackUrl: `http://127.0.0.1:${port}/` } });
	const log = await simulator.waitForCallbacks(callback.times ?? 1, 2000);
	return { log, meant: log[0].body };
}

test('plain, with its length', async () => {
	const { meant } = await post({});
	expect(received).toMatchObject([
		{ headers: { 'content-length': String(meant.length) }, complete: true },
	]);
});

test('chunked', async () => {
	const { meant } = await post({ sentAs: 'chunked' });
	const [{ headers, body }] = received;
	expect(headers['content-length']).toBeUndefined();
	expect([headers['transfer-encoding'], String(body)]).toEqual(['chunked', meant]);
});

test('gzip', async () => {
	const { meant } = await post({ sentAs: 'gzip' });
	const [{ headers, body }] = received;
	expect([headers['content-encoding'], String(gunzipSync(body))]).toEqual(['gzip', meant]);
});

test('multipart: the body is a part of a form', async () => {
	const { meant, log } = await post({ sentAs: 'multipart' });
	const [{ headers, body }] = received;
	expect(headers['content-type']).toBe(log[0].contentType);
	const form = await new Response(String(body), {
		headers: { 'content-type': log[0].contentType },
	}).formData();
	expect([...form]).toEqual([['payload', meant]]);
});

test('half a body, and then the connection goes', async () => {
	const { meant, log } = await post({ sentAs: 'cutBody' });
	await receivedOne();
	const [{ headers, body, complete }] = received;
	expect([headers['content-length'], complete]).toEqual([String(meant.length), false]);
	expect(String(body)).toBe(meant.slice(0, Math.ceil(meant.length / 2)));
	expect(log).toMatchObject([{ status: null, error: expect.stringContaining('CUT') as string }]);
});

/** The sender knows of its own cut before the receiver does. */
async function receivedOne() {
	while (received.length === 0) await new Promise(setImmediate);
}

test('a repeat with other bytes: the outcomes in turn, then the last one again', async () => {
	const outcome = ['transferred', 'status'];
	const { log } = await post({ times: 3, delayMs: 0, outcome });
	expect(log.map((entry) => entry.outcome)).toEqual(['transferred', 'status', 'status']);
	const bodies = received.map(({ body }) => JSON.parse(String(body)) as object);
	expect(bodies).toMatchObject([{ status: 'transferred' }, { status: 'failed' }, bodies[1]]);
});

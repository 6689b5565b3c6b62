import { once } from 'node:events';
import http from 'node:http';
import net from 'node:net';
import { startSimulator, type Simulator } from '../kore-simulator';
import { runAssign } from './harness/run';
import { credentialFor, NO_CALLBACK, toAgent } from './harness/setup';

let simulator: Simulator;
beforeAll(async () => {
	simulator = await startSimulator({ requestsPerMinute: Infinity });
});
afterAll(async () => await simulator.stop());

const parameters = toAgent('a-0000001-5151-4000-8000-000000000001', { options: { timeout: 500 } });
const settings = {
	onError: 'continueErrorOutput' as const,
	retryOnFail: true,
	maxTries: 3,
	waitBetweenTries: 1,
};

async function listen(server: net.Server) {
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	return `http://127.0.0.1:${(server.address() as net.AddressInfo).port}`;
}

it.each([301, 302, 303, 307, 308])('a %s takes no request to another server', async (status) => {
	const strayed: http.IncomingHttpHeaders[] = [];
	const other = http.createServer(({ headers }, res) => {
		strayed.push(headers);
		res.end('{}');
	});
	simulator.reset();
	const location = `${await listen(other)}/agentassist`;
	try {
		simulator.setBehavior({ ...NO_CALLBACK, answer: { status, body: '', headers: { location } } });
		const credential = credentialFor(simulator);
		const { failure } = await runAssign({ credential, parameters, settings });
		expect(strayed).toEqual([]);
		expect(failure).toMatchObject([
			{
				error: expect.stringMatching(/^The server at this host sends the request on/) as string,
				details: { cause: 'notKore', httpCode: String(status), maybeAccepted: status === 303 },
			},
		]);
		expect(simulator.accepted()).toMatchObject([{ accepted: 0 }]);
	} finally {
		other.close();
	}
});

const broken: [string, string, (socket: net.Socket) => void][] = [
	['resets the connection', 'network', (socket) => socket.resetAndDestroy()],
	['ends the connection', 'network', (socket) => socket.end()],
	[
		'resets at the first byte',
		'network',
		(socket) => socket.once('data', () => socket.resetAndDestroy()),
	],
	['says nothing', 'timeout', () => {}],
];
it.each(broken)('a server that %s gets one request', async (_what, cause, welcome) => {
	const sockets: net.Socket[] = [];
	const server = net.createServer((socket) => {
		sockets.push(socket);
		// The node goes, too.
		socket.on('error', () => {});
		welcome(socket);
	});
	try {
		const credential = { ...credentialFor(simulator), host: await listen(server) };
		const { failure } = await runAssign({ credential, parameters, settings });
		expect(failure).toMatchObject([{ details: { cause, maybeAccepted: true } }]);
		expect(sockets).toHaveLength(1);
	} finally {
		for (const socket of sockets) socket.destroy();
		server.close();
	}
});

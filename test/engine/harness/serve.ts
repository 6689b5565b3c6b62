import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server of HTTP on loopback, at any free port. */
export async function serve(listener: http.RequestListener, options: http.ServerOptions = {}) {
	const server = http.createServer(options, listener).listen(0, '127.0.0.1');
	await once(server, 'listening');
	return {
		server,
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		stop: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

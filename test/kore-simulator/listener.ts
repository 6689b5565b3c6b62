import { once } from 'node:events';
import http from 'node:http';
import https from 'node:https';
import type { AddressInfo, Socket } from 'node:net';

import { createCertificate } from './certificate';

/** Never more than this machine: the secrets are public. */
const HOST = '127.0.0.1';

export async function listen(app: http.RequestListener, options: { port: number; https: boolean }) {
	const certificate = options.https ? await createCertificate() : undefined;
	const server = certificate ? https.createServer(certificate, app) : http.createServer(app);
	const sockets = new Set<Socket>();
	let peak = 0;
	let total = 0;

	server.on('connection', (socket: Socket) => {
		sockets.add(socket);
		total += 1;
		peak = Math.max(peak, sockets.size);
		socket.once('close', () => sockets.delete(socket));
	});
	server.listen(options.port, HOST);
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;

	return {
		url: `${certificate ? 'https' : 'http'}://${HOST}:${port}`,
		ca: certificate?.cert,
		connections: () => ({ open: sockets.size, peak, total }),
		resetConnections() {
			peak = sockets.size;
			total = sockets.size;
		},
		async close() {
			const closed = once(server, 'close');
			server.close();
			// A connection in its TLS handshake is no HTTP connection yet, so not only those.
			for (const socket of sockets) socket.destroy();
			await closed;
		},
	};
}

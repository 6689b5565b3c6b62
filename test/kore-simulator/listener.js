const { once } = require('node:events');
const http = require('node:http');
const https = require('node:https');
const { createCertificate } = require('./certificate');

/** Never more than this machine: the secrets are public. */
const HOST = '127.0.0.1';

/**
 * @param {http.RequestListener} app
 * @param {{ port: number, https: boolean }} options
 */
async function listen(app, options) {
	const certificate = options.https ? await createCertificate() : undefined;
	const server = certificate ? https.createServer(certificate, app) : http.createServer(app);
	/** @type {Set<import('node:net').Socket>} */
	const sockets = new Set();
	let peak = 0;
	let total = 0;

	server.on('connection', (/** @type {import('node:net').Socket} */ socket) => {
		sockets.add(socket);
		total += 1;
		peak = Math.max(peak, sockets.size);
		socket.once('close', () => sockets.delete(socket));
	});
	server.listen(options.port, HOST);
	await once(server, 'listening');
	const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());

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

module.exports = { listen };

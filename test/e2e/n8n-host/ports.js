const net = require('node:net');

/**
 * Free loopback ports that stay taken until `release()`, so that two hosts that start side by side do not get
 * the same. Whoever uses them must be ready to lose the race for the moment after.
 * @param {number} count
 * @param {number} [wanted] the first one, if the caller wants a certain port
 * @returns {Promise<{ ports: number[], release: () => Promise<void> }>}
 */
async function reservePorts(count, wanted = 0) {
	/** @type {net.Server[]} */
	const servers = [];
	const release = async () => {
		await Promise.all(servers.map((server) => new Promise((done) => server.close(done))));
	};
	try {
		for (let index = 0; index < count; index++)
			servers.push(await listen(index === 0 ? wanted : 0));
	} catch (error) {
		await release();
		throw error;
	}
	const ports = servers.map((server) => /** @type {net.AddressInfo} */ (server.address()).port);
	return { ports, release };
}

/**
 * @param {number} port
 * @returns {Promise<net.Server>}
 */
function listen(port) {
	return new Promise((resolve, reject) => {
		const server = net.createServer();
		server.once('error', reject);
		server.listen({ port, host: '127.0.0.1', exclusive: true }, () => resolve(server));
	});
}

module.exports = { reservePorts };

import net from 'node:net';

/**
 * Free loopback ports that stay taken until `release()`, so that two hosts that start side by side do not get
 * the same. Whoever uses them must be ready to lose the race for the moment after.
 *
 * @param wanted the first one, if the caller wants a certain port
 */
export async function reservePorts(
	count: number,
	wanted: number = 0,
): Promise<{ ports: number[]; release: () => Promise<void> }> {
	const servers: net.Server[] = [];
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
	const ports = servers.map((server) => (server.address() as net.AddressInfo).port);
	return { ports, release };
}

function listen(port: number): Promise<net.Server> {
	return new Promise((resolve, reject) => {
		const server = net.createServer();
		server.once('error', reject);
		server.listen({ port, host: '127.0.0.1', exclusive: true }, () => resolve(server));
	});
}

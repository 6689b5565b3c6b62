import { once } from 'node:events';
import net from 'node:net';

/**
 * Free loopback ports that stay taken until `release()`, so that two hosts that start side by side do not get the same.
 * Whoever uses them must be ready to lose the race for the moment after.
 *
 * @param wanted the first one, if the caller wants a certain port
 */
export async function reservePorts(count: number, wanted: number = 0) {
	const servers = Array.from({ length: count }, () => net.createServer());
	const release = async () => {
		await Promise.all(servers.map((server) => new Promise((done) => server.close(done))));
	};
	try {
		for (const [index, server] of servers.entries()) {
			server.listen({ port: index === 0 ? wanted : 0, host: '127.0.0.1', exclusive: true });
			await once(server, 'listening');
		}
	} catch (error) {
		await release();
		throw error;
	}
	return { ports: servers.map((server) => (server.address() as net.AddressInfo).port), release };
}

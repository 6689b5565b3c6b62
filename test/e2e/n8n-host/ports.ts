import { once } from 'node:events';
import net from 'node:net';

/** Different loopback ports that are free now. Whoever uses one must be ready to lose the race for it. */
export async function freePorts(count: number): Promise<number[]> {
	const servers = Array.from({ length: count }, () => net.createServer().listen(0, '127.0.0.1'));
	for (const server of servers) if (!server.listening) await once(server, 'listening');
	const ports = servers.map((server) => (server.address() as net.AddressInfo).port);
	await Promise.all(servers.map(async (server) => await server[Symbol.asyncDispose]()));
	return ports;
}

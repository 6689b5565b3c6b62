import { subscribe } from 'node:diagnostics_channel';
import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/**
 * Counts the connections to the servers of this process. One is over when the server gives its last answer: it hears
 * of the close only later, when the client may long have opened the next.
 */
export function countConnections() {
	/** Ports of the clients. */
	const open = new Set<number | undefined>();
	let opened = 0;
	let mostOpen = 0;
	subscribe('net.server.socket', (message) => {
		const { socket } = message as { socket: Socket };
		const { remotePort } = socket;
		open.add(remotePort);
		opened += 1;
		mostOpen = Math.max(mostOpen, open.size);
		socket.once('close', () => open.delete(remotePort));
	});
	subscribe('http.server.request.start', (message) => {
		const { response, socket } = message as { response: ServerResponse; socket: Socket };
		response.once('prefinish', () => {
			if (!response.shouldKeepAlive) open.delete(socket.remotePort);
		});
	});
	return {
		reset() {
			opened = open.size;
			mostOpen = open.size;
		},
		counted: () => ({ opened, mostOpen }),
	};
}

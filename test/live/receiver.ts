import { once } from 'node:events';
import http from 'node:http';
import { text } from 'node:stream/consumers';
import type { AddressInfo } from 'node:net';

import { now, parseJson, type Callback } from './exchange';

/** Takes callbacks at a port of this machine alone: to be reached from outside, it wants a tunnel of the user's. */
export class Receiver {
	readonly callbacks: Callback[] = [];

	private readonly server = http.createServer((request, response) => {
		void this.receive(request)
			.then(() => response.writeHead(200, { 'content-type': 'application/json' }).end('{}'))
			// Whoever broke off has no use for an answer.
			.catch(() => response.destroy());
	});

	/** @param port 0: any free one */
	async start(port: number): Promise<void> {
		this.server.listen(port, '127.0.0.1');
		await once(this.server, 'listening');
	}

	get url(): string {
		return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/callback`;
	}

	async stop(): Promise<void> {
		this.server.closeAllConnections();
		await new Promise((resolve) => this.server.close(resolve));
	}

	private async receive(request: http.IncomingMessage): Promise<void> {
		const at = now();
		const content = await text(request);
		const { method = '', url = '/', headers } = request;
		this.callbacks.push({
			at,
			method,
			token: new URL(url, 'http://localhost').searchParams.get('token'),
			headers: Object.fromEntries(
				Object.entries(headers).map(([name, value]) => [name, String(value)]),
			),
			text: content,
			body: parseJson(content),
		});
	}
}

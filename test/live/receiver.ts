import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';

import { Trouble } from '../e2e/n8n-host/trouble';
import { now, parseJson, type Callback } from './exchange';

/** Takes callbacks at a port of this machine alone: to be reached from outside, it wants a tunnel of the user's. */
export class Receiver {
	readonly callbacks: Callback[] = [];

	/** Requests that nobody would take for a callback: a tunnel's address is looked at by strangers. */
	private isStranger = ({ method, token }: Callback) =>
		token === null && ['GET', 'HEAD', 'OPTIONS'].includes(method);

	private readonly server = http.createServer((request, response) => {
		void this.receive(request)
			.then(() => response.writeHead(200, { 'content-type': 'application/json' }).end('{}'))
			// Whoever broke off has no use for an answer.
			.catch(() => response.destroy());
	});

	/** @param port 0: any free one */
	async start(port: number): Promise<void> {
		this.server.listen(port, '127.0.0.1');
		try {
			await once(this.server, 'listening');
		} catch (error) {
			const { code = '' } = error as NodeJS.ErrnoException;
			throw new Trouble(
				`The port of --callback-port cannot be opened (${code})`,
				'Name another one, and point the tunnel to it.',
			);
		}
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
		const content = await receiveText(request);
		const { method = '', url = '/', headers } = request;
		const { searchParams, search } = new URL(`http://localhost${url}`);
		const callback: Callback = {
			at,
			method,
			token: searchParams.get('token'),
			query: search,
			headers: Object.fromEntries(
				Object.entries(headers).map(([name, value]) => [name, String(value)]),
			),
			text: content,
			body: parseJson(content),
		};
		if (!this.isStranger(callback)) this.callbacks.push(callback);
	}
}

const LARGEST = 1024 * 1024;

/** Whoever finds the tunnel could send without end. */
async function receiveText(request: http.IncomingMessage): Promise<string> {
	let content = '';
	for await (const part of request.setEncoding('utf8')) {
		content += String(part);
		if (content.length > LARGEST) throw new Error('Too large for a callback');
	}
	return content;
}

import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

type Answer = (response: http.ServerResponse) => void;

/** Takes the simulator's callbacks in place of n8n. */
export class Receiver {
	/** Of all callbacks since the last reset, as they came. */
	readonly bodies: string[] = [];
	answer: Answer = thank;

	readonly #server = http.createServer((request, response) => {
		void text(request).then((body) => {
			this.bodies.push(body);
			this.answer(response);
		});
	});

	async start() {
		this.#server.listen(0, '127.0.0.1');
		await once(this.#server, 'listening');
	}

	get url() {
		const { port } = this.#server.address() as AddressInfo;
		return `http://127.0.0.1:${port}/hook?token=x`;
	}

	reset() {
		this.bodies.length = 0;
		this.answer = thank;
	}

	/** Also those whose request was never answered. */
	closeConnections() {
		this.#server.closeAllConnections();
	}

	async stop() {
		this.#server.close();
		await once(this.#server, 'close');
	}
}

const thank: Answer = (response) => response.end('thanks');

import { STATUS_CODES } from 'node:http';
import { setInterval as every } from 'node:timers/promises';

import type { Answer, Response } from '../../types';
import type { Encoded, Fault } from './index';

const PROGRESS_MS = 200;

const statusLine = (status: number) => `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n`;

/** @param length what the head says, right or wrong */
function head({ status, headers }: Answer, { contentType }: Encoded, length: number) {
	const all = { 'Content-Type': contentType, ...headers, 'Content-Length': String(length) };
	const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
	return `${statusLine(status)}${lines.join('')}\r\n`;
}

const half = (body: Buffer) => body.subarray(0, Math.ceil(body.length / 2));

/** @param statuses of interim answers, 1xx */
export function sendInterim({ socket }: Response, statuses: number[]) {
	for (const status of statuses) socket?.write(`${statusLine(status)}\r\n`);
}

/** Written past Node's response, which would not let it be wrong. */
export const MESSAGE_FAULTS: Record<string, Fault> = {
	cutHeaders({ socket }, answer, encoded) {
		const whole = head(answer, encoded, encoded.body.length);
		socket?.end(whole.slice(0, whole.indexOf('\r\n') + 8));
	},
	cutBody({ socket }, answer, encoded) {
		socket?.write(head(answer, encoded, encoded.body.length));
		socket?.end(half(encoded.body));
	},
	stallBody({ socket }, answer, encoded) {
		socket?.write(head(answer, encoded, encoded.body.length));
		socket?.write(half(encoded.body));
	},
	longBody({ socket }, answer, encoded) {
		socket?.write(head(answer, encoded, half(encoded.body).length));
		socket?.end(encoded.body);
	},
	// Each sign of life starts the time-out of a client anew that only watches for silence.
	async progress(res) {
		for await (const _ of every(PROGRESS_MS, undefined, { ref: false })) {
			if (res.closed) break;
			sendInterim(res, [102]);
		}
	},
};

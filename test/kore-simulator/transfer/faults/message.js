const { STATUS_CODES } = require('node:http');
const { setInterval: every } = require('node:timers/promises');

/** @import { Answer, Response } from '../../types' */
/** @import { Encoded, Fault } from './index' */

const PROGRESS_MS = 200;

/** @param {number} status */
const statusLine = (status) => `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n`;

/**
 * @param {Answer} answer
 * @param {Encoded} encoded
 * @param {number} length what the head says, right or wrong
 */
function head({ status, headers }, { contentType }, length) {
	const all = { 'Content-Type': contentType, ...headers, 'Content-Length': String(length) };
	const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
	return `${statusLine(status)}${lines.join('')}\r\n`;
}

/** @param {Buffer} body */
const half = (body) => body.subarray(0, Math.ceil(body.length / 2));

/**
 * @param {Response} res
 * @param {number[]} statuses of interim answers, 1xx
 */
function sendInterim({ socket }, statuses) {
	for (const status of statuses) socket?.write(`${statusLine(status)}\r\n`);
}

/** Written past Node's response, which would not let it be wrong. @type {Record<string, Fault>} */
const MESSAGE_FAULTS = {
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

module.exports = { MESSAGE_FAULTS, sendInterim };

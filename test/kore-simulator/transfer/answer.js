const { once } = require('node:events');
const { setTimeout: pause } = require('node:timers/promises');
const { TLSSocket } = require('node:tls');
const { encode } = require('./outcomes');

/** @import { Answer, RequestEntry, Response } from '../types' */

/** @param {Response} res */
function resetConnection({ socket }) {
	// Only a plain TCP socket can send a RST.
	if (socket instanceof TLSSocket) socket.destroy();
	else socket?.resetAndDestroy();
}

/**
 * Resolves when the answer has left, or when the caller has gone.
 *
 * @param {Response} res
 * @param {RequestEntry} entry
 * @param {Answer} answer
 */
async function sendAnswer(res, entry, answer) {
	if (answer.delayMs > 0) await pause(answer.delayMs, undefined, { ref: false });
	if (answer.fault === 'hang') return;
	if (answer.fault === 'reset') {
		resetConnection(res);
		return;
	}
	const { body, contentType } = encode(answer.body, answer.contentType);
	if (res.closed) return;
	entry.status = answer.status;
	res.status(answer.status).set({ 'Content-Type': contentType, ...answer.headers });
	const closed = once(res, 'close');
	res.end(body);
	await closed;
}

module.exports = { sendAnswer };

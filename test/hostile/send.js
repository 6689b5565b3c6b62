'use strict';

const net = require('node:net');
const { setTimeout: sleep } = require('node:timers/promises');

/** Whoever has no answer by then never gets one. */
const LIMIT_MS = 30_000;

/**
 * @typedef {object} Answer
 * @property {number | undefined} status undefined if the connection was closed without one
 * @property {string} text all that came
 * @property {boolean} hung neither answered nor closed
 */

/**
 * Posts over a connection of its own, byte by byte as the callback says: no HTTP client sends such things.
 * @param {string} url its query goes out as it is written
 * @param {import('./callback').Callback} callback
 * @param {number} pauseMs between the pieces of the body
 * @param {number} [limitMs] after which it counts as hung
 * @returns {Promise<Answer>}
 */
async function send(url, { body, way }, pauseMs, limitMs = LIMIT_MS) {
	const [, host, port, target] = /** @type {RegExpExecArray} */ (
		/^http:\/\/([^/:]+):(\d+)(\/.*)$/s.exec(url)
	);
	const bytes = body.bytes();
	const head = [
		`POST ${target} HTTP/1.1`,
		`Host: ${host}:${port}`,
		'Connection: close',
		...(body.contentType ? [`Content-Type: ${body.contentType}`] : []),
		...Object.entries(body.headers ?? {}).map(([name, value]) => `${name}: ${value}`),
		way.headers
			.replaceAll('{length}', String(bytes.length))
			.replaceAll('{more}', String(bytes.length + 9)),
	];
	const socket = net.connect({ host, port: Number(port), allowHalfOpen: true });
	let text = '';
	socket.setEncoding('latin1').on('data', (data) => (text += data));
	/** @type {Promise<boolean>} whether it hung */
	const over = new Promise((resolve) => {
		const timer = setTimeout(() => resolve(true), limitMs);
		const done = () => {
			clearTimeout(timer);
			resolve(false);
		};
		// The server may close while we still write: that is an answer, too.
		socket.once('end', done).once('close', done).on('error', done);
	});
	socket.write(`${head.join('\r\n')}\r\n\r\n`);
	const [first, ...later] = way.pieces(bytes);
	socket.write(first);
	for (const piece of later) {
		await sleep(pauseMs);
		socket.write(piece);
	}
	if (way.then === 'break') socket.destroy();
	if (way.then === 'end') socket.end();
	const hung = await over;
	socket.destroy();
	const status = /^HTTP\/1\.1 (\d{3})/.exec(text)?.[1];
	return { status: status ? Number(status) : undefined, text, hung };
}

module.exports = { send };

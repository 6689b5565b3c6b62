const { Readable } = require('node:stream');
const { setTimeout: pause } = require('node:timers/promises');
const { gzipSync } = require('node:zlib');

/** @import { Payload } from './outcomes' */

/**
 * @typedef {object} Wire How a callback's body travels.
 * @property {string | Buffer | Readable} data
 * @property {Record<string, string>} headers
 */

/** What has been written has to leave before the connection goes. */
const FLUSH_MS = 50;

const BOUNDARY = 'kore-simulator-boundary';

/** @param {string} body */
async function* halfOf(body) {
	yield body.slice(0, Math.ceil(body.length / 2));
	await pause(FLUSH_MS);
	throw Object.assign(new Error('the simulator broke the callback off'), { code: 'CUT' });
}

/** @param {Payload} payload */
function multipart({ body, contentType }) {
	return [
		`--${BOUNDARY}`,
		'Content-Disposition: form-data; name="payload"',
		`Content-Type: ${contentType}`,
		'',
		body,
		`--${BOUNDARY}--`,
		'',
	].join('\r\n');
}

/** @type {Record<string, (payload: Payload) => Wire>} */
const WIRES = {
	plain: ({ body, contentType }) => ({ data: body, headers: { 'Content-Type': contentType } }),
	chunked: ({ body, contentType }) => ({
		data: Readable.from([Buffer.from(body)]),
		headers: { 'Content-Type': contentType },
	}),
	gzip: ({ body, contentType }) => ({
		data: gzipSync(body),
		headers: { 'Content-Type': contentType, 'Content-Encoding': 'gzip' },
	}),
	multipart: (payload) => ({
		data: multipart(payload),
		headers: { 'Content-Type': `multipart/form-data; boundary=${BOUNDARY}` },
	}),
	cutBody: ({ body, contentType }) => ({
		data: Readable.from(halfOf(body)),
		headers: { 'Content-Type': contentType, 'Content-Length': String(Buffer.byteLength(body)) },
	}),
};

module.exports = { WIRES };

const { Readable } = require('node:stream');
const { pipeline } = require('node:stream/promises');
const { setInterval: every } = require('node:timers/promises');
const zlib = require('node:zlib');

/** @import { Answer, Response } from '../../types' */
/** @import { Fault } from './index' */

/** White space, as JSON may have any amount of it: who reads all of it finds a good answer. */
const MEGABYTE = Buffer.alloc(1024 * 1024, ' ');

/** However patient the client is. */
const ENDLESS_MB = 200;

const BOMB_MB = 128;

const TRICKLE_MS = 200;

/**
 * @param {number} count
 * @param {Buffer} last
 */
function* megabytes(count, last) {
	for (let sent = 0; sent < count; sent += 1) yield MEGABYTE;
	yield last;
}

/**
 * @param {Response} res
 * @param {Answer} answer
 * @param {string} contentType
 * @param {string} [contentEncoding]
 */
function startBody(res, { status, headers }, contentType, contentEncoding) {
	res.writeHead(status, {
		'Content-Type': contentType,
		...(contentEncoding && { 'Content-Encoding': contentEncoding }),
		...headers,
	});
}

/**
 * A small body that unpacks to 128 MB.
 *
 * @param {string} contentEncoding
 * @param {() => import('node:stream').Transform} createPacker
 * @returns {Fault}
 */
function bomb(contentEncoding, createPacker) {
	/** @type {Map<string, Promise<Buffer>>} */
	const packed = new Map();
	return async (res, answer, { body, contentType }) => {
		const key = String(body);
		// Half a second each.
		if (!packed.has(key)) packed.set(key, pack(createPacker(), body));
		const bytes = await packed.get(key);
		if (res.closed) return;
		startBody(res, answer, contentType, contentEncoding);
		res.end(bytes);
	};
}

/**
 * @param {import('node:stream').Transform} packer
 * @param {Buffer} last
 */
async function pack(packer, last) {
	const chunks = packer.toArray();
	await pipeline(Readable.from(megabytes(BOMB_MB, last)), packer);
	return Buffer.concat(await chunks);
}

/** @type {Record<string, Fault>} */
const FLOOD_FAULTS = {
	async endless(res, answer, { body, contentType }) {
		startBody(res, answer, contentType);
		// A caller who leaves ends it with an error, which is what it waits for.
		await pipeline(Readable.from(megabytes(ENDLESS_MB, body)), res).catch(() => {});
	},
	async trickle(res, answer, { contentType }) {
		startBody(res, answer, contentType);
		for await (const _ of every(TRICKLE_MS, undefined, { ref: false })) {
			if (res.closed) break;
			res.write(' ');
		}
	},
	gzipBomb: bomb('gzip', () => zlib.createGzip()),
	deflateBomb: bomb('deflate', () => zlib.createDeflate()),
	brotliBomb: bomb('br', () =>
		zlib.createBrotliCompress({ params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 1 } }),
	),
};

module.exports = { FLOOD_FAULTS };

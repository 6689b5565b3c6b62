import { Readable, type Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setInterval as every } from 'node:timers/promises';
import zlib from 'node:zlib';

import type { Answer, Response } from '../../types';
import type { Fault } from './index';

/** White space, as JSON may have any amount of it: who reads all of it finds a good answer. */
const MEGABYTE = Buffer.alloc(1024 * 1024, ' ');

/** However patient the client is. */
const ENDLESS_MB = 200;

const BOMB_MB = 128;

const TRICKLE_MS = 200;

function* megabytes(count: number, last: Buffer) {
	for (let sent = 0; sent < count; sent += 1) yield MEGABYTE;
	yield last;
}

function startBody(
	res: Response,
	{ status, headers }: Answer,
	contentType: string,
	contentEncoding?: string,
) {
	res.writeHead(status, {
		'Content-Type': contentType,
		...(contentEncoding && { 'Content-Encoding': contentEncoding }),
		...headers,
	});
}

/** A small body that unpacks to 128 MB. */
function bomb(contentEncoding: string, createPacker: () => Transform): Fault {
	const packed = new Map<string, Promise<Buffer>>();
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

async function pack(packer: Transform, last: Buffer) {
	const chunks = packer.toArray();
	await pipeline(Readable.from(megabytes(BOMB_MB, last)), packer);
	return Buffer.concat(await chunks);
}

export const FLOOD_FAULTS: Record<string, Fault> = {
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

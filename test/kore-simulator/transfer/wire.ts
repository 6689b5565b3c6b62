import { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';

import type { Payload } from './outcomes';

/** How a callback's body travels. */
export interface Wire {
	data: string | Buffer | Readable;
	headers: Record<string, string>;
}

/** What has been written has to leave before the connection goes. */
const FLUSH_MS = 50;

const BOUNDARY = 'kore-simulator-boundary';

async function* halfOf(body: string) {
	yield body.slice(0, Math.ceil(body.length / 2));
	await pause(FLUSH_MS);
	throw Object.assign(new Error('the simulator broke the callback off'), { code: 'CUT' });
}

function multipart({ body, contentType }: Payload) {
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

export const WIRES: Record<string, (payload: Payload) => Wire> = {
	plain: ({ body, contentType }) => ({ data: body, headers: { 'Content-Type': contentType } }),
	signed: ({ body, contentType }) => ({
		data: body,
		headers: { 'Content-Type': contentType, 'X-Kore-Signature': 'sha256=simulated' },
	}),
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

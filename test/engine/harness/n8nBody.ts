import { createGunzip, createInflate } from 'node:zlib';
import type { RequestHandler } from 'express';
import getRawBody from 'raw-body';

/** What n8n takes by default (N8N_PAYLOAD_SIZE_MAX). */
const LIMIT = '16mb';

/** Gives a request n8n's `readRawBody` (n8n 2.41 and 1.123, dist/middlewares/body-parser.js). */
export const rawBodyReader =
	(isVersion1: boolean): RequestHandler =>
	(request, _response, next) => {
		request.readRawBody = async () => {
			if (request.rawBody) return;
			const encoding = request.headers['content-encoding'];
			const unpacked =
				encoding === 'gzip' ? createGunzip() : encoding === 'deflate' ? createInflate() : undefined;
			const stream = unpacked ? request.pipe(unpacked) : request;
			if (!isVersion1 && (request.destroyed || !stream.readable))
				throw new Error('Request body stream is not readable');
			const length = unpacked ? undefined : request.headers['content-length'];
			request.rawBody = await getRawBody(stream, { length, limit: LIMIT });
		};
		next();
	};

/** Of a trigger whose version is above 1 n8n parses no others. */
const PARSED = /^(application\/json|text\/plain|application\/x-www-form-urlencoded)|(\/|\+)xml$/;

/**
 * Reads a body before the node is called, as n8n 2.41 does (dist/webhooks/webhook-helpers.js, `parseRequestBody`): the
 * raw bytes, 422 for what its content type says and it is not. XML is not parsed here.
 *
 * @param typeVersion of the node
 */
export const parseLikeN8n =
	(typeVersion: number): RequestHandler =>
	async (request, response, next) => {
		const [type, ...parameters] = (request.headers['content-type'] ?? '').toLowerCase().split(';');
		request.body = {};
		try {
			if (type === 'multipart/form-data') {
				// n8n hands the parts on; of the bytes nothing is left.
				for await (const _ of request);
				return next();
			}
			if (type.startsWith('multipart/') || (typeVersion > 1 && !PARSED.test(type))) return next();
			await request.readRawBody();
		} catch (error) {
			return response.status(500).json({ message: String(error) });
		}
		const charset = /charset=([^;]*)/.exec(parameters.join(';'))?.[1] ?? 'utf-8';
		try {
			// Throws at what is none.
			const text = request.rawBody.toString(charset as BufferEncoding);
			if (text && type === 'application/json')
				request.body = JSON.parse(text.replace(/^\ufeff/, '')) as unknown;
			else if (text && type === 'text/plain') request.body = text;
		} catch {
			return response.status(422).json({ message: 'Failed to parse request body' });
		}
		next();
	};

import express from 'express';

import { decodeClaims } from './checks/token';
import type { Request, Response } from './types';
import type { Log } from './log';

const readBytes = express.raw({ type: () => true, limit: '5mb' });

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return null;
	}
}

/** Logs every request before anything can refuse it. */
export function createRecorder(log: Log) {
	const socketIds = new WeakMap<object, number>();
	let sockets = 0;

	function createEntry({ method, originalUrl, headers, rawHeaders, socket }: Request) {
		if (!socketIds.has(socket)) socketIds.set(socket, (sockets += 1));
		return {
			at: Date.now(),
			atMonotonic: performance.now(),
			method,
			path: originalUrl,
			headers,
			rawHeaders,
			body: '',
			json: null,
			claims: decodeClaims(headers.auth),
			status: null,
			rejection: null,
			socketId: socketIds.get(socket) ?? 0,
		};
	}

	return function record(req: Request, res: Response, next: (error?: unknown) => void) {
		req.entry = createEntry(req);
		log.addRequest(req.entry);
		readBytes(req, res, (error: unknown) => {
			if (Buffer.isBuffer(req.body)) req.entry.body = req.body.toString('utf8');
			req.entry.json = parseJson(req.entry.body);
			next(error);
		});
	};
}

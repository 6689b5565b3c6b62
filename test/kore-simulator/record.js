const express = require('express');
const { decodeClaims } = require('./checks/token');

/** @import { Request, Response } from './types' */
/** @import { Log } from './log' */

const readBytes = express.raw({ type: () => true, limit: '5mb' });

/** @param {string} text */
function parseJson(text) {
	try {
		return JSON.parse(text);
	} catch {
		return null;
	}
}

/**
 * Logs every request before anything can refuse it.
 *
 * @param {Log} log
 */
function createRecorder(log) {
	/** @type {WeakMap<object, number>} */
	const socketIds = new WeakMap();
	let sockets = 0;

	/** @param {Request} req */
	function createEntry({ method, originalUrl, headers, rawHeaders, socket }) {
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

	/**
	 * @param {Request} req
	 * @param {Response} res
	 * @param {(error?: unknown) => void} next
	 */
	return function record(req, res, next) {
		req.entry = createEntry(req);
		log.addRequest(req.entry);
		readBytes(req, res, (/** @type {unknown} */ error) => {
			if (Buffer.isBuffer(req.body)) req.entry.body = req.body.toString('utf8');
			req.entry.json = parseJson(req.entry.body);
			next(error);
		});
	};
}

module.exports = { createRecorder };

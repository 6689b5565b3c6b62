const express = require('express');
const { setTimeout: pause } = require('node:timers/promises');
const { checkQuery } = require('./checks/query');
const { INTERNAL_ERROR, METHOD_NOT_ALLOWED, NOT_FOUND, Rejection } = require('./checks/rejection');
const { createRecorder } = require('./record');

/** @import { Endpoint, Request, Response } from './types' */
/** @import { Log } from './log' */

/** kore-api.md 3 */
const BASE = '/agentassist/api/v1/public/:streamId';

/** @param {unknown} error what express or the simulator itself threw */
function asRejection(error) {
	if (error instanceof Rejection) return error;
	const { status, message, stack } = /** @type {Error & { status?: number }} */ (error);
	if (status) return new Rejection({ status, msg: message, code: status }, message);
	return new Rejection(INTERNAL_ERROR, stack ?? message);
}

/**
 * @param {unknown} error
 * @param {Request} req
 * @param {Response} res
 * @param {() => void} _next express knows an error handler by its four parameters
 */
function refuse(error, req, res, _next) {
	const rejection = asRejection(error);
	req.entry.rejection = rejection.message;
	if (res.headersSent) return;
	req.entry.status = rejection.status;
	res.status(rejection.status).set(rejection.headers).json(rejection.body);
}

/**
 * @param {object} parts
 * @param {Log} parts.log
 * @param {Endpoint[]} parts.endpoints the first whose path fits is the one
 * @param {{ check(endpoint: Endpoint, req: Request): void }} parts.admission
 * @param {unknown} parts.control router of the control API
 * @param {number} parts.latencyMs
 */
function createApp({ log, endpoints, admission, control, latencyMs }) {
	const app = express();
	app.disable('x-powered-by').disable('etag');
	app.enable('strict routing').enable('case sensitive routing');
	app.use('/_control', control);
	app.use(createRecorder(log));
	for (const endpoint of endpoints) {
		app.all(
			BASE + endpoint.path,
			async (/** @type {Request} */ req, /** @type {Response} */ res) => {
				if (latencyMs > 0) await pause(latencyMs, undefined, { ref: false });
				if (req.method !== endpoint.method) {
					throw new Rejection(METHOD_NOT_ALLOWED, `${req.method} instead of ${endpoint.method}`);
				}
				admission.check(endpoint, req);
				checkQuery(req, endpoint.query);
				await endpoint.handle(req, res);
				if (res.headersSent) req.entry.status = res.statusCode;
			},
		);
	}
	app.use((/** @type {Request} */ req) => {
		throw new Rejection(NOT_FOUND, `no such path: ${req.originalUrl}`);
	});
	app.use(refuse);
	return app;
}

module.exports = { createApp };

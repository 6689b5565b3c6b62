import { setTimeout as pause } from 'node:timers/promises';
import express from 'express';

import { checkQuery } from './checks/query';
import { INTERNAL_ERROR, METHOD_NOT_ALLOWED, NOT_FOUND, Rejection } from './checks/rejection';
import { createRecorder } from './record';
import type { Endpoint, Request, Response } from './types';
import type { Differences } from './differences';
import type { Log } from './log';

/** docs/kore-api.md 3 and 3.4 */
const addressOf = ({ path, streamInHeader }: Endpoint) =>
	`/agentassist/api/${streamInHeader ? 'public' : 'v1/public/:streamId'}${path}`;

/** @param error what express or the simulator itself threw */
function asRejection(error: unknown) {
	if (error instanceof Rejection) return error;
	const { status, message, stack } = error as Error & { status?: number };
	if (status) return new Rejection({ status, msg: message, code: status }, message);
	return new Rejection(INTERNAL_ERROR, stack ?? message);
}

/** @param _next express knows an error handler by its four parameters */
function refuse(error: unknown, req: Request, res: Response, _next: () => void) {
	const rejection = asRejection(error);
	req.entry.rejection = rejection.message;
	if (res.headersSent) return;
	req.entry.status = rejection.status;
	res.status(rejection.status).set(rejection.headers).json(rejection.body);
}

export function createApp({
	log,
	endpoints,
	admission,
	differences,
	control,
	latencyMs,
}: {
	log: Log;
	/** The first whose path fits is the one. */
	endpoints: Endpoint[];
	admission: { check(endpoint: Endpoint, req: Request): void };
	differences: Differences;
	/** Of the control API. */
	control: express.Router;
	latencyMs: number;
}) {
	const app = express();
	app.disable('x-powered-by').disable('etag');
	app.enable('strict routing').enable('case sensitive routing');
	app.use('/_control', control);
	app.use(createRecorder(log));
	app.use(differences.middleware);
	for (const endpoint of endpoints) {
		app.all(addressOf(endpoint), async (req: Request, res: Response) => {
			if (latencyMs > 0) await pause(latencyMs, undefined, { ref: false });
			if (req.method !== endpoint.method) {
				throw new Rejection(METHOD_NOT_ALLOWED, `${req.method} instead of ${endpoint.method}`);
			}
			admission.check(endpoint, req);
			checkQuery(req, endpoint.query);
			await endpoint.handle(req, res);
			if (res.headersSent) req.entry.status = res.statusCode;
		});
	}
	app.use((req: Request) => {
		throw new Rejection(NOT_FOUND, `no such path: ${req.originalUrl}`);
	});
	app.use(refuse);
	return app;
}

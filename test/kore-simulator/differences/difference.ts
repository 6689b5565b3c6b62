import type { Payload } from '../transfer/outcomes';
import type { Behavior, Request } from '../types';
import type { World } from '../world/types';

/** What is about to be answered, to be changed in place. */
export interface Reply {
	status: number;
	body: unknown;
	headers: Record<string, string>;
}

/** A JSON object of an answer. */
export type Json = Record<string, unknown>;

/** One way in which a Kore could differ from what docs/kore-api.md says. */
export interface Difference {
	/** In words */
	says: string;
	/** Changes a request before it is looked at; may throw a Rejection. */
	request?: (req: Request, world: World) => void;
	/** Changes an answer of anything but an accepted assign. */
	reply?: (reply: Reply, req: Request) => void;
	/** Of assign-conversation */
	behavior?: Pick<Behavior, 'answer' | 'callback'>;
	/** Changes the body of a callback. */
	callback?: (payload: Payload) => Payload;
}

export const isJson = (value: unknown): value is Json =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** Below the stream, without the query. */
export const pathOf = ({ path }: Request) => path.replace(/^.*\/public\/(st-[^/]+\/)?/, '/');

/** Changes the body of successful answers to paths that fit. */
export const changing =
	(path: RegExp, change: (body: unknown, reply: Reply) => unknown) =>
	(reply: Reply, req: Request): void => {
		if (reply.status === 200 && path.test(pathOf(req))) reply.body = change(reply.body, reply);
	};

/** The same for each row of a list. */
export const changingRows = (path: RegExp, change: (row: Json) => Json) =>
	changing(path, (body) => ({ ...(body as Json), results: rowsOf(body).map(change) }));

export const rowsOf = (body: unknown): Json[] =>
	isJson(body) && Array.isArray(body.results) ? body.results.filter(isJson) : [];

/** An object with a field under another name. */
export function renamed(row: Json, from: string, to: string): Json {
	const { [from]: value, ...others } = row;
	return { ...others, [to]: value };
}

/** Leaves a query parameter out of the request's address, or puts another value there. */
export function withQuery(
	req: Request,
	path: RegExp,
	name: string,
	change: (value: string) => string | undefined,
): void {
	const url = new URL(req.url, 'http://localhost');
	const value = url.searchParams.get(name);
	if (value === null || !path.test(pathOf(req))) return;
	const next = change(value);
	if (next === undefined) url.searchParams.delete(name);
	else url.searchParams.set(name, next);
	req.url = url.pathname + url.search;
}

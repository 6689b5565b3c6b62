import { INVALID_ARGUMENTS, Rejection } from './rejection';
import type { RequestEntry } from '../types';

export function jsonObject({ headers, json }: RequestEntry): Record<string, unknown> {
	const type = headers['content-type'];
	if (type?.split(';')[0].trim().toLowerCase() !== 'application/json') {
		throw new Rejection(INVALID_ARGUMENTS, `content type is ${type}`);
	}
	if (typeof json !== 'object' || json === null || Array.isArray(json)) {
		throw new Rejection(INVALID_ARGUMENTS, 'body is no JSON object');
	}
	return json as Record<string, unknown>;
}

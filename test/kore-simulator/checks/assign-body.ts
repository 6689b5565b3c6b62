import { jsonObject } from './json-body';
import { INVALID_ARGUMENTS, Rejection } from './rejection';
import type { Assignment, RequestEntry } from '../types';
import type { World } from '../world/types';

/** The two sample requests of Kore's page, field by field (docs/kore-api.md 1.3). */
const AGENT_FIELDS = ['callbackUrl', 'orgId', 'aId', 'botSessionId'];
const QUEUE_FIELDS = ['callbackUrl', 'orgId', 'transferredType', 'queueId', 'botSessionId'];

function exactly(body: Record<string, unknown>, fields: string[]): Record<string, string> {
	const unknown = Object.keys(body).filter((name) => !fields.includes(name));
	if (unknown.length > 0) {
		throw new Rejection(INVALID_ARGUMENTS, `field ${unknown.join(', ')} does not belong here`);
	}
	for (const name of fields) {
		const value = body[name];
		if (typeof value !== 'string' || value.trim() === '') {
			const found = JSON.stringify(value) ?? 'missing';
			throw new Rejection(INVALID_ARGUMENTS, `field ${name} is ${found}`);
		}
	}
	return body as Record<string, string>;
}

function isHttpUrl(value: string) {
	return URL.canParse(value) && ['http:', 'https:'].includes(new URL(value).protocol);
}

export function readAssignment(entry: RequestEntry, world: World): Assignment {
	const body = jsonObject(entry);
	if ('aId' in body && 'queueId' in body) {
		throw new Rejection(INVALID_ARGUMENTS, 'both aId and queueId are given');
	}
	const toQueue = 'queueId' in body;
	const fields = exactly(body, toQueue ? QUEUE_FIELDS : AGENT_FIELDS);
	if (toQueue && fields.transferredType !== 'QUEUE') {
		throw new Rejection(INVALID_ARGUMENTS, `transferredType is ${fields.transferredType}`);
	}
	if (fields.orgId !== world.orgId) {
		throw new Rejection(INVALID_ARGUMENTS, `orgId ${fields.orgId} is not the account's`);
	}
	if (!isHttpUrl(fields.callbackUrl)) {
		throw new Rejection(INVALID_ARGUMENTS, `callbackUrl ${fields.callbackUrl} is not http(s)`);
	}
	return {
		callbackUrl: fields.callbackUrl,
		botSessionId: fields.botSessionId,
		target: toQueue ? { queueId: fields.queueId } : { agentId: fields.aId },
	};
}

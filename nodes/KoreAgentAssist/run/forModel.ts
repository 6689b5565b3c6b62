import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { isObject } from '../../shared/kore/answer';
import type { Failure } from '../../shared/kore/failures/failure';

/** About 5,000 tokens; a Get Availability of 600 agents would be a hundred thousand. */
const MAX_CHARACTERS = 20_000;

/** Of what Kore, or something in front of it, has sent: its reason stands in the message. */
const MAX_RESPONSE = 500;

const NOTHING_FOUND =
	'Nothing fits. IDs and filters are not checked: make sure of those that you gave before you say that there is nothing.';

/** The output of the node for a model: without what says nothing, no longer than it can read, and with what it may do next. */
export function forModel(items: INodeExecutionData[]): INodeExecutionData[] {
	if (items.length === 0) return [{ json: { note: NOTHING_FOUND }, pairedItem: { item: 0 } }];
	// In place: an item of the error output has a hidden property.
	for (const item of items) item.json = withAdvice(shorten(item.json));
	items[0].json = cutWhole(items[0].json);
	let left = MAX_CHARACTERS;
	const fitting = items.findIndex(({ json }, index) => {
		left -= JSON.stringify(json).length;
		return left < 0 && index > 0;
	});
	if (fitting < 0) return items;
	const note = `${items.length - fitting} more are left out. Ask for fewer if the one that you look for is not here.`;
	return [...items.slice(0, fitting), { json: { note }, pairedItem: items[0].pairedItem }];
}

/** An item that is too long by itself, e.g. a queue of many agents with 'Simplify' off, as the beginning of its text. */
function cutWhole(json: IDataObject): IDataObject {
	const text = JSON.stringify(json);
	if (text.length <= MAX_CHARACTERS) return json;
	const note = `The answer has ${text.length} characters; this is its beginning. If what you look for is not here, say that it was not found.`;
	return { note, beginning: text.slice(0, MAX_CHARACTERS / 2) };
}

/** Without empty values; Kore's answer cut. */
function shorten(json: IDataObject): IDataObject {
	const short = withoutEmpty(json) as IDataObject;
	const { details } = short;
	if (isObject(details)) return { ...short, details: cutResponse(details as IDataObject) };
	return cutResponse(short);
}

function cutResponse(json: IDataObject): IDataObject {
	const { response, ...rest } = json;
	if (response === undefined) return json;
	const text = typeof response === 'string' ? response : JSON.stringify(response);
	if (text.length <= MAX_RESPONSE) return json;
	return { ...rest, response: `${text.slice(0, MAX_RESPONSE)}… (${text.length} characters)` };
}

function withoutEmpty(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(withoutEmpty);
	if (!isObject(value) || Object.getPrototypeOf(value) !== Object.prototype) return value;
	const entries = Object.entries(value)
		.map(([key, inner]) => [key, withoutEmpty(inner)] as const)
		.filter(([, inner]) => !isEmpty(inner));
	return Object.fromEntries(entries);
}

const isEmpty = (value: unknown): boolean =>
	value === undefined ||
	value === null ||
	value === '' ||
	(typeof value === 'object' && Object.keys(value).length === 0);

/** Adds to the words for the builder those for the model, which can change nothing but what it gives. */
function withAdvice(json: IDataObject): IDataObject {
	const { error, message, details } = json;
	if (typeof error !== 'string' || !isObject(details)) return json;
	const advice = adviceFor(details as Partial<Failure>);
	return { ...json, message: `${String(message)} For the model: ${advice}` };
}

function adviceFor({ cause, maybeAccepted }: Partial<Failure>): string {
	if (maybeAccepted || cause === 'assignedBefore') {
		return 'do not call this tool again for the conversation, and promise nothing.';
	}
	if (cause === 'parameter' || cause === 'refused' || cause === 'notFound') {
		return 'if a value that you gave is wrong, call this tool again with a right one; else say that it did not work.';
	}
	return 'say that it did not work.';
}

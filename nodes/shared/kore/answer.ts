import { isSecretField, redactText, redactTokens } from '../redact';

/** A JSON object from Kore, whose shapes are only partly documented: read with the helpers here, never cast. */
export type Row = Record<string, unknown>;

export const isObject = (value: unknown): value is Row =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** Longest word or message of Kore's that goes into a field of its own; `response` holds the whole. */
const MAX_TEXT_LENGTH = 1000;

/**
 * How deep Kore's JSON may be nested, and how many values it may have: n8n cannot save the one without end, and takes a second for
 * each 300,000 of the other. A page of queues names every agent of each, so its megabyte has up to 50,000.
 */
const MAX_DEPTH = 100;
const MAX_VALUES = 100_000;

/** As n8n itself reads of a form; each costs far more than a value of JSON. */
const MAX_FIELDS = 1000;

/** `value` as non-empty text, or null. Numbers count as text, as ids and codes may come as either. */
export function asText(value: unknown): string | null {
	if (typeof value === 'number') return String(value);
	if (typeof value !== 'string') return null;
	return value.trim().slice(0, MAX_TEXT_LENGTH) || null;
}

/**
 * What Kore sent, parsed: JSON if it is JSON (whatever its content type says), the fields of a form, null if it is
 * empty, else the text. Tokens and secret fields in it are removed, see `redactText`.
 */
export function parseAnswer(text: string, contentType = ''): unknown {
	const body = redactTokens(text.replace(/^\uFEFF/, ''));
	if (!body.trim()) return null;
	const parsed = parseJson(body);
	if (parsed !== undefined && (typeof parsed !== 'object' || parsed === null || clean(parsed))) {
		return parsed;
	}
	if (!isForm(contentType) || hasManyFields(body)) return redactText(body);
	const fields = Object.fromEntries(new URLSearchParams(body));
	clean(fields);
	return fields;
}

const hasManyFields = (form: string) => form.split('&', MAX_FIELDS + 1).length > MAX_FIELDS;

/** Whether a content type is that of an HTML form. */
export const isForm = (contentType: string) =>
	contentType.toLowerCase().startsWith('application/x-www-form-urlencoded');

/** Undefined if it is no JSON; an escaped token is no token before it is parsed. */
function parseJson(text: string): unknown {
	try {
		const value = JSON.parse(text) as unknown;
		return typeof value === 'string' ? redactText(value) : value;
	} catch {
		return undefined;
	}
}

/**
 * Removes in place what must not leave the node: secret fields, tokens that were escaped in the JSON, and `__proto__`, which a
 * copy would take for a prototype. False if it is nested too deep or has too many values. Not recursive, as it is to stand any depth.
 */
function clean(value: object): boolean {
	let values = 0;
	let level: unknown[] = [value];
	for (let depth = 0; level.length > 0; depth++) {
		if (depth > MAX_DEPTH) return false;
		const next: unknown[] = [];
		for (const parent of level) {
			// Without a list of its indexes first.
			if (Array.isArray(parent) && values + parent.length > MAX_VALUES) return false;
			const entries = parent as Row;
			if (Object.hasOwn(entries, '__proto__')) delete entries.__proto__;
			for (const key of Object.keys(entries)) {
				if (++values > MAX_VALUES) return false;
				const entry = entries[key];
				const name = redactTokens(key);
				const isSecret = isSecretField(key);
				if (isSecret || name !== key) delete entries[key];
				if (isSecret) continue;
				if (typeof entry === 'string') entries[name] = redactText(entry);
				else if (name !== key) entries[name] = entry;
				if (typeof entry === 'object' && entry !== null) next.push(entry);
			}
		}
		level = next;
	}
	return true;
}

/** Whether a body is a web page, which Kore's API never sends: a log-in page, a proxy or a wrong host does. */
export function isWebPage(body: unknown, contentType = ''): boolean {
	if (typeof body !== 'string') return false;
	const start = /\bhtml\b/i.test(contentType) ? /^\s*</ : /^\s*<(!doctype|html|head|body)\b/i;
	return start.test(body);
}

/** Kore's object, also if it stands in an array: the first of `readObjects`. */
export const readObject = (answer: unknown, key: string): Row | undefined =>
	readObjects(answer, key)?.[0];

/** Kore's objects that have something in `key`, one or an array of them. Undefined if there is none, or the answer reports an error. */
export function readObjects(answer: unknown, key: string): Row[] | undefined {
	if (isErrorBody(answer)) return undefined;
	const found = [answer].flat().filter((entry) => isObject(entry) && Boolean(entry[key]));
	return found.length > 0 ? (found as Row[]) : undefined;
}

/** The rows of one of Kore's lists; undefined if the answer is no list. */
export function readRows(answer: unknown): Row[] | undefined {
	const results = isObject(answer) ? answer.results : undefined;
	return Array.isArray(results) ? results.filter(isObject) : undefined;
}

/**
 * Whether a body is one of the shapes in which Kore's public APIs report an error (docs/kore-api.md, 1.5), whatever the HTTP
 * status says.
 */
export function isErrorBody(answer: unknown): boolean {
	const fields = firstObject(answer);
	const isFilled = (value: unknown) =>
		Boolean(value) && (typeof value !== 'object' || Object.keys(value as object).length > 0);
	return (
		isFilled(fields.errors) ||
		isFilled(fields.error) ||
		fields.success === false ||
		Number(asText(fields.code)) >= 400
	);
}

/** Kore's object, also if it stands in an array; empty if there is none. */
export function firstObject(answer: unknown): Row {
	const body: unknown = Array.isArray(answer) ? answer.find(isObject) : answer;
	return isObject(body) ? body : {};
}

/**
 * Kore's message in any of the error shapes that its public APIs are known to use (docs/kore-api.md, 1.4 and 1.5):
 * plain text, `message`, `error`, `reason` (text or nested), `errors[].msg`, `errors[].message`, `data[].reason`.
 */
export function readReason(answer: unknown, depth = 0): string | null {
	if (depth > 4 || answer === null || answer === undefined) return null;
	if (Array.isArray(answer)) {
		for (const entry of answer) {
			const reason = readReason(entry, depth + 1);
			if (reason) return reason;
		}
		return null;
	}
	// A bare number is a count or a code, not a message, and a web page is not Kore's.
	if (typeof answer === 'string') return isWebPage(answer) ? null : asText(answer);
	if (!isObject(answer)) return null;
	for (const key of ['reason', 'msg', 'message', 'errors', 'error', 'data']) {
		const reason = readReason(answer[key], depth + 1);
		if (reason) return reason;
	}
	return null;
}

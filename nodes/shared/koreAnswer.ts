import { redactTokens } from './redact';

/** A JSON object from Kore, whose shapes are only partly documented: read with the helpers here, never cast. */
export type Row = Record<string, unknown>;

const isObject = (value: unknown): value is Row =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** `value` as non-empty text, or null. Numbers count as text, as ids and codes may come as either. */
export function asText(value: unknown): string | null {
	if (typeof value === 'number') return String(value);
	return typeof value === 'string' && value.trim() ? value.trim() : null;
}

/**
 * What Kore sent, parsed: JSON if it is JSON (whatever its content type says), the fields of a form, null if it is
 * empty, else the text. Tokens in it are removed, see `redactTokens`.
 */
export function parseAnswer(text: string, contentType = ''): unknown {
	const body = redactTokens(text.replace(/^\uFEFF/, ''));
	if (!body.trim()) return null;
	try {
		return JSON.parse(body) as unknown;
	} catch {
		const isForm = contentType.startsWith('application/x-www-form-urlencoded');
		return isForm ? Object.fromEntries(new URLSearchParams(body)) : body;
	}
}

/** Whether a body is a web page, which Kore's API never sends: a log-in page, a proxy or a wrong host does. */
export function isWebPage(body: unknown, contentType = ''): boolean {
	if (typeof body !== 'string') return false;
	const start = /\bhtml\b/i.test(contentType) ? /^\s*</ : /^\s*<(!doctype|html|head|body)\b/i;
	return start.test(body);
}

/** Fields of a transfer result as Kore's page shows it; each null where missing. `completedAt` is ISO 8601. */
export interface KoreTransfer {
	status: string | null;
	reason: string | null;
	sessionId: string | null;
	agentId: string | null;
	queueId: string | null;
	completedAt: string | null;
}

/** Reads whatever Kore sent: an object, an array, text or nothing. Never throws. */
export function readTransfer(answer: unknown): KoreTransfer {
	const body = Array.isArray(answer) ? answer.find(isObject) : answer;
	const fields: Row = isObject(body) ? body : {};
	return {
		status: asText(fields.status),
		reason: readReason(answer),
		sessionId: asText(fields.sessionId),
		agentId: asText(fields.agentId),
		queueId: asText(fields.queueId),
		completedAt: toIso(fields.requestCompletedAt),
	};
}

/** The rows of one of Kore's lists; undefined if the answer is no list. */
export function readRows(answer: unknown): Row[] | undefined {
	const results = isObject(answer) ? answer.results : undefined;
	return Array.isArray(results) ? results.filter(isObject) : undefined;
}

/** Epoch milliseconds (as Kore's sample has it), as a number or as text, or an ISO date. */
function toIso(value: unknown): string | null {
	if (value === null || value === undefined || value === '') return null;
	const date = new Date(Number.isFinite(Number(value)) ? Number(value) : String(value));
	return Number.isNaN(date.getTime()) ? null : date.toISOString();
}

/**
 * Kore's message in any of the error shapes that its public APIs are known to use (reference kore-api.md, 1.4 and 1.5):
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

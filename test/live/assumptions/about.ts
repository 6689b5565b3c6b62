import { asText, isObject, readReason, type Row } from '../../../dist/nodes/shared/kore/answer';
import { CALLS, type CallName } from '../calls';
import { rowsOf } from '../found';
import { maskMessage } from '../mask/message';
import { joined, oneOf, shown, type Shown } from '../mask/shown';
import { judged, notSeen, type Finding } from './assumption';
import type { Exchange } from '../exchange';
import type { Seen } from '../seen';

/** Judges an answer that can only be read if it is a success. */
export function about(
	seen: Seen,
	name: CallName,
	judge: (body: unknown, answer: Exchange) => Finding,
): Finding {
	const answer = seen.answers.get(name);
	if (!answer) return notSeen(shown`not asked: no ID for it, or Kore took no more calls`);
	const why = unanswered(answer, CALLS[name].scope);
	if (why) return notSeen(why);
	return isSuccess(answer) ? judge(answer.body, answer) : judged(false, refusal(answer));
}

/** The same of rows of a list; without one nothing can be said. */
export const aboutRows = (
	seen: Seen,
	name: CallName,
	judge: (rows: Row[], body: Row) => Finding,
): Finding =>
	about(seen, name, (body) => {
		const rows = rowsOf(body);
		if (rows.length === 0) return notSeen(shown`no row in \`results\``);
		return judge(rows, isObject(body) ? body : {});
	});

/** Judges how Kore refuses what is wrong. */
export function aboutRefusal(
	seen: Seen,
	name: CallName,
	expected: { status: number; words: RegExp; code?: number },
): Finding {
	const answer = seen.answers.get(name);
	if (!answer) return notSeen(shown`not asked: a pasted token, or Kore took no more calls`);
	const why = notLetIn(seen);
	if (why) return notSeen(why);
	if (answer.status === null || answer.status === 429) return notSeen(refusal(answer));
	const { status, words, code } = expected;
	const isSame =
		answer.status === status &&
		answer.cause !== 'notKore' &&
		words.test(readReason(answer.body) ?? '') &&
		(code === undefined || codeOf(answer.body) === code);
	return judged(
		isSame,
		isSuccess(answer) ? shown`taken: HTTP ${answer.status ?? 0}` : refusal(answer),
	);
}

/** Why nothing can be said of how Kore refuses: what is right is refused as well. */
export function notLetIn({ answers }: Seen): Shown | undefined {
	const plain = answers.get('queues');
	if (!plain) return shown`not asked`;
	const why = unanswered(plain, CALLS.queues.scope);
	return why ?? (isSuccess(plain) ? undefined : shown`what is right is refused as well`);
}

/** Why an answer says nothing of what was asked; undefined if it does. */
export function unanswered(answer: Exchange, scope: string): Shown | undefined {
	const { status, error, cause } = answer;
	if (status === null) return shown`no answer (${oneOf(NETWORK, error) ?? shown`network error`})`;
	if (status === 429) return shown`refused by the rate limit`;
	if (cause === 'scope')
		return shown`the app lacks the scope ${oneOf(SCOPES, scope) ?? shown`for it`}`;
	if (cause === 'notKore') return shown`no answer of Kore's: HTTP ${status}`;
	return status === 401 || status === 403 ? shown`not let in: ${refusal(answer)}` : undefined;
}

const SCOPES = ['Routing', 'Configuration', 'SmartAssist Analytics'];
const NETWORK = ['ECONNABORTED', 'ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'ETIMEDOUT'];

/** As the node reads it: a web page and a reported error with status 200 are none. */
export const isSuccess = ({ status, cause }: Exchange) =>
	status !== null && status >= 200 && status < 300 && cause === null;

/** HTTP status, Kore's code and its message, as far as they may be shown. */
export function refusal({ status, body, text }: Exchange): Shown {
	const reason = readReason(body ?? text);
	const code = codeOf(body);
	const shownCode = code === undefined ? shown`` : shown`, code ${code}`;
	const http = status === null ? shown`no answer` : shown`HTTP ${status}`;
	return shown`${http}${shownCode}, ${reason === null ? shown`no message` : maskMessage(reason)}`;
}

/** Of the first error; undefined if it is no small number. */
export function codeOf(body: unknown): number | undefined {
	const errors: unknown = isObject(body) ? (body.errors ?? body) : undefined;
	const first: unknown = Array.isArray(errors) ? errors[0] : errors;
	const code = isObject(first) ? Number(asText(first.code) ?? NaN) : NaN;
	return Number.isInteger(code) && Math.abs(code) < 10_000 ? code : undefined;
}

const isFilled = (value: unknown) => value !== undefined && value !== null;

/** Whether rows have fields with something in them: in each case one row that has it is enough. */
export function hasFields(rows: Row[], names: readonly string[]): Finding {
	const missing = names.filter((name) => !rows.some((row) => isFilled(row[name])));
	const list = (some: readonly string[]) =>
		joined(some.map((name) => shown`\`${named(some, name)}\``));
	if (missing.length === 0) return judged(true, shown`${list(names)}`);
	return judged(false, shown`without ${list(missing)}`);
}

/** @param names of ours */
const named = (names: readonly string[], name: string) => oneOf(names, name) ?? shown`?`;

export const idsOf = (rows: Row[], name = 'id') => rows.map((row) => asText(row[name]) ?? '');

/** Of what should be an array. */
export const whole = (body: unknown) =>
	Array.isArray(body) ? shown`an array of ${body.length}` : shown`no array`;

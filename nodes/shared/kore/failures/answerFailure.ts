import { isErrorBody, isWebPage, readReason } from '../answer';
import type { KoreAnswer } from '../receiveAnswer';
import { ANSWER_RULES, LIMIT_REACHED, type AnswerFacts } from './answerRules';
import { fill, type Failure, type KoreCall } from './failure';

/** Longest text of Kore's that goes into a message. */
const MAX_REASON_LENGTH = 300;

/** A token of this package's is good for five minutes by default, and the header `Date` may be some seconds old. */
const CLOCKS_DIFFER_SECONDS = 120;

/** Whether an answer is a success of Kore's; what it says, its reader has to find out. */
export const isSuccess = ({ statusCode, tooLarge, body, contentType }: KoreAnswer): boolean =>
	is2xx(statusCode) && !tooLarge && !isWebPage(body, contentType);

/** What an answer means that is no success, or one that its reader could not take for what was asked for. */
export function describeAnswer(answer: KoreAnswer, call: KoreCall, signedHere: boolean): Failure {
	const facts = weigh(answer, call, signedHere);
	const { statusCode, reason } = facts;
	const rule = ANSWER_RULES.find(({ when }) => when(facts))!;
	const words = { ...call, answer: call.answer ?? 'an answer' };
	const advice = fill(rule.description, words);
	const clock = statusCode === 401 && rule.cause === 'credentials' && signedHere;
	return {
		cause: rule.cause,
		message: `${fill(rule.message, words)} (${[`HTTP ${statusCode}`, reason].filter(Boolean).join(': ')})`,
		description: clock ? `${describeClock(answer)} ${advice}`.trim() : advice,
		httpCode: String(statusCode),
		// A proxy that sends its own page with 2xx may have handed the request on before; 1xx is no answer at all.
		maybeAccepted: rule.maybeAccepted === true || statusCode < 300,
		response: answer.body,
	};
}

/** Said of a token that was signed by this machine's clock and refused; '' if its clock is about the server's. */
function describeClock({ clockAheadSeconds = 0 }: KoreAnswer): string {
	if (Math.abs(clockAheadSeconds) < CLOCKS_DIFFER_SECONDS) return '';
	const minutes = Math.round(Math.abs(clockAheadSeconds) / 60);
	const where = clockAheadSeconds > 0 ? 'behind' : 'ahead of';
	return `The clock of the machine that runs n8n is ${minutes} minutes ${where} the server's, so Kore may take the token for expired or not valid yet: set the clock right first.`;
}

/** What it means that a call was not made, as the account's calls of this minute are used up. */
export function describeLimit(call: KoreCall): Failure {
	return {
		cause: LIMIT_REACHED.cause,
		message: LIMIT_REACHED.message,
		description: fill(LIMIT_REACHED.description, { ...call }),
		httpCode: null,
		maybeAccepted: false,
		response: null,
	};
}

const is2xx = (statusCode: number) => statusCode >= 200 && statusCode < 300;

function weigh(answer: KoreAnswer, { wanted }: KoreCall, signedHere: boolean): AnswerFacts {
	const { statusCode, body, contentType, tooLarge } = answer;
	const byId = wanted !== undefined;
	const empty = body === null || (typeof body === 'object' && Object.keys(body).length === 0);
	const success = is2xx(statusCode);
	const webPage = isWebPage(body, contentType);
	const errorBody = isErrorBody(body);
	const isReported = !webPage && (!success || errorBody);
	const reason = isReported ? (readReason(body)?.slice(0, MAX_REASON_LENGTH) ?? null) : null;
	return { statusCode, success, reason, errorBody, empty, byId, webPage, tooLarge, signedHere };
}

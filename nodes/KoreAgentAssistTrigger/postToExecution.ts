import { UserError, type IExecuteFunctions } from 'n8n-workflow';

import { RESUMING } from '../shared/callback/resuming';
import { isForm, parseAnswer } from '../shared/kore/answer';
import { redactTokens } from '../shared/redact';
import type { Relay } from './relay';

const TIMEOUT_MS = 5000;

/** What came of handing a callback on to an execution. */
export interface Attempt {
	/**
	 * `passed`: the wait for this request is over, and nothing went wrong with it. `notWaiting`: n8n does not take it now; it may
	 * be too early, or over. `begun`: the waiting node has taken another one, and n8n has not gone on with it yet. `blocked`: it
	 * never will.
	 */
	outcome:
		| 'resumed'
		| 'passed'
		| 'failed'
		| 'notWaiting'
		| 'begun'
		| 'unreachable'
		| 'unanswered'
		| 'blocked';
	description: string;
}

/** Posts the callback to the address at which its execution can be resumed, once. Never rejects. */
export async function postToExecution(
	context: IExecuteFunctions,
	url: string,
	{ text, contentType }: Relay,
): Promise<Attempt> {
	const type = isForm(contentType) ? 'application/x-www-form-urlencoded' : 'text/plain';
	try {
		const { statusCode, body } = (await context.helpers.httpRequest({
			method: 'POST',
			url,
			body: text,
			// n8n refuses what it cannot parse, and the text is read again anyway.
			headers: { 'content-type': `${type}; charset=utf-8` },
			encoding: 'text',
			timeout: TIMEOUT_MS,
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
		})) as { statusCode: number; body: unknown };
		return judge(statusCode, String(body ?? ''));
	} catch (error) {
		const { message, cause } = error as Error;
		// n8n's guard against requests to private addresses (N8N_SSRF_PROTECTION_ENABLED).
		const isBlocked = [error, cause].some((found) => found instanceof UserError);
		return { outcome: isBlocked ? 'blocked' : 'unanswered', description: message };
	}
}

function judge(statusCode: number, text: string): Attempt {
	// In this order: half a token is none that could be found.
	const description = `HTTP ${statusCode}: ${redactTokens(text).slice(0, 200)}`;
	if (statusCode === 200) {
		const { resumed } = (parseAnswer(text) ?? {}) as { resumed?: unknown };
		if (typeof resumed === 'boolean')
			return { outcome: resumed ? 'resumed' : 'passed', description };
		// Not the waiting node's answer: n8n says 200 to everything while it starts (abstract-server.js).
		return { outcome: 'unreachable', description };
	}
	if (statusCode === 409 && text.includes(RESUMING)) return { outcome: 'begun', description };
	// n8n says 409 to "is running already" (too early, or resumed), "has finished already" and "has finished with error".
	if (statusCode === 409 && /has finished with error/.test(text))
		return { outcome: 'failed', description };
	if (statusCode === 409 && /has finished/.test(text)) return { outcome: 'passed', description };
	// Never too early: n8n notes an execution before it runs it. Mostly its workflow is set to save no successful ones.
	if (statusCode === 404 && /does not exist/.test(text)) return { outcome: 'passed', description };
	const isTaken = statusCode === 500 && /already being resumed/.test(text);
	if (isTaken || ([404, 409].includes(statusCode) && IN_WORDS_OF_N8N.test(text)))
		return { outcome: 'notWaiting', description };
	const isPassing = statusCode >= 500 || PASSING.includes(statusCode);
	return { outcome: isPassing ? 'unreachable' : 'blocked', description };
}

/** What n8n says with 404 and 409 (waiting-webhooks.js). In other words it is a proxy, which tells nothing of the execution. */
const IN_WORDS_OF_N8N = /The (workflow for )?execution |Could not find node to process webhook/;

/** A proxy may answer so for a while: as it does not find n8n, or has too much to do. */
const PASSING = [404, 408, 409, 425, 429];

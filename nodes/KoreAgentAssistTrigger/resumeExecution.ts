import { sleep, type IWebhookFunctions } from 'n8n-workflow';

import type { Callback } from '../shared/callback';
import { parseAnswer } from '../shared/koreAnswer';
import { redactTokens } from '../shared/redact';

/** n8n saves a waiting execution within milliseconds on an idle machine; under load, and while a request is on its way, later. */
const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 2000;
const GIVE_UP_AFTER_MS = 90_000;
const TIMEOUT_MS = 10_000;

export interface Resumption {
	/** True: resumed. False: never will be, as it is over. */
	attempt(): Promise<boolean | 'again'>;
	/** Repeats the attempt with growing pauses; false if it gave up. */
	goOn(): Promise<boolean>;
}

/**
 * Resumes the execution that waits for this callback, by handing the callback on to its resume URL; undefined if none
 * waits. n8n answers 409 as long as the execution is not saved as waiting, and 404 or 5xx in between.
 */
export function createResumption(
	context: IWebhookFunctions,
	callback: Callback,
): Resumption | undefined {
	const url = callback.facts?.resumeUrl;
	if (!url) return undefined;
	const { token } = context.getQueryData() as { token: string };
	let lastAnswer = '';

	const attempt = async () => {
		const outcome = await post(context, addToken(url, token), callback);
		lastAnswer = redactTokens(outcome.description);
		return outcome.resumed;
	};

	const goOn = async () => {
		const giveUpAt = Date.now() + GIVE_UP_AFTER_MS;
		for (let pause = FIRST_PAUSE_MS; Date.now() < giveUpAt; pause *= 2) {
			await sleep(Math.min(pause, LONGEST_PAUSE_MS));
			const resumed = await attempt();
			if (resumed !== 'again') return resumed;
		}
		context.logger.warn(
			`${context.getNode().name} could not resume execution ${callback.facts?.executionId}, which waits for a transfer result: ${lastAnswer}. Check that n8n can reach its own WEBHOOK_URL from inside. The event was emitted all the same; the execution goes on when its limit is over.`,
		);
		return false;
	};
	return { attempt, goOn };
}

function addToken(url: string, token: string): string {
	const target = new URL(url);
	target.searchParams.set('token', token);
	return target.href;
}

interface Attempt {
	resumed: boolean | 'again';
	description: string;
}

async function post(
	context: IWebhookFunctions,
	url: string,
	{ text, contentType }: Callback,
): Promise<Attempt> {
	try {
		const { statusCode, body } = (await context.helpers.httpRequest({
			method: 'POST',
			url,
			body: text,
			headers: { 'content-type': contentType || 'text/plain' },
			encoding: 'text',
			timeout: TIMEOUT_MS,
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
		})) as { statusCode: number; body: unknown };
		return judge(statusCode, String(body ?? ''));
	} catch (error) {
		return { resumed: 'again', description: (error as Error).message };
	}
}

function judge(statusCode: number, text: string): Attempt {
	const description = `HTTP ${statusCode}: ${text.slice(0, 200)}`;
	if (statusCode === 200) {
		const { resumed } = (parseAnswer(text) ?? {}) as { resumed?: unknown };
		return { resumed: resumed === true, description };
	}
	// n8n says 409 to "is running already" (too early) and to "has finished already" (too late).
	const over = statusCode === 401 || (statusCode === 409 && /has finished/.test(text));
	return { resumed: over ? false : 'again', description };
}

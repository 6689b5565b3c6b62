import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { isPing, PING_HEADER, PING_KIND, type PingAnswer } from '../shared/callback/ping';
import { readKeys, readKeysAnew } from '../shared/callback/receive';

/**
 * Answers a ping, by which the test of a credential asks what stands at its Trigger URL: no execution is started, nothing is
 * resumed or logged, however often it comes. Undefined if the request is none.
 */
export async function answerPing(
	context: IWebhookFunctions,
): Promise<IWebhookResponseData | undefined> {
	const token = context.getHeaderData()[PING_HEADER];
	if (token === undefined) return undefined;
	const [status, answer] = await judge(context, token);
	const body: PingAnswer = { kind: PING_KIND, ...answer };
	context.getResponseObject().status(status).json(body);
	return { noWebhookResponse: true };
}

type Judgement = [statusCode: number, answer: Omit<PingAnswer, 'kind'>];

const NO_KEYS: Judgement = [500, { message: 'Callbacks cannot be verified' }];

const TOO_EARLY: Judgement = [503, { message: 'Try again in a second' }];

async function judge(context: IWebhookFunctions, token: unknown): Promise<Judgement> {
	const verify = context.getNodeParameter('verification', 'signed') !== 'none';
	// Without verification the trigger has no key, and takes even a result from everybody.
	if (verify) {
		const remembered = await readKeys(context);
		if (typeof remembered === 'string') return NO_KEYS;
		if (!isPing(token, remembered)) {
			// The credential is tested as soon as it was saved: the keys that are remembered may be those of before.
			const keys = await readKeysAnew(context);
			if (keys === undefined) return TOO_EARLY;
			if (typeof keys === 'string') return NO_KEYS;
			if (!isPing(token, keys)) return [401, { message: 'Unauthorized' }];
		}
	}
	return [
		200,
		{
			message: 'Kore AgentAssist Trigger: ping received, no workflow was started',
			verification: verify ? 'signed' : 'none',
			// n8n calls a workflow by hand that listens at its Test URL.
			url: context.getMode() === 'manual' ? 'test' : 'production',
		},
	];
}

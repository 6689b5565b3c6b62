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

async function judge(
	context: IWebhookFunctions,
	token: unknown,
): Promise<[number, Omit<PingAnswer, 'kind'>]> {
	const verify = context.getNodeParameter('verification', 'signed') !== 'none';
	// Without verification the trigger has no key, and takes even a result from everybody.
	if (verify) {
		const keys = await readKeys(context);
		if (typeof keys === 'string') return [500, { message: 'Callbacks cannot be verified' }];
		if (!isPing(token, keys) && !(await isPingAnew(context, token))) {
			return [401, { message: 'Unauthorized' }];
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

/** The credential is tested as soon as it was saved: the keys that are remembered may be those of before. */
async function isPingAnew(context: IWebhookFunctions, token: unknown): Promise<boolean> {
	const keys = await readKeysAnew(context);
	return keys !== undefined && isPing(token, keys);
}

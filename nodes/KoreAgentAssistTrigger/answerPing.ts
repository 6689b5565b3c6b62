import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { checkWithKeys } from '../shared/callback/checkWithKeys';
import { isPing, PING_HEADER, PING_KIND, type PingAnswer } from '../shared/callback/ping';
import { verifies } from './verification';

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

async function judge(context: IWebhookFunctions, token: unknown): Promise<Judgement> {
	const verify = verifies(context);
	// Without verification the trigger has no key, and takes even a result from everybody.
	if (verify) {
		const checked = await checkWithKeys(context, (keys) => isPing(token, keys) || undefined);
		if ('trouble' in checked) return REFUSALS[checked.trouble];
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

const TRY_AGAIN: Judgement = [503, { message: 'Try again in a second' }];

const REFUSALS = {
	none: [500, { message: 'Callbacks cannot be verified' }],
	away: TRY_AGAIN,
	stopped: TRY_AGAIN,
	// The credential is tested as soon as it was saved: its keys may be newer than those that are known.
	tooEarly: TRY_AGAIN,
	unfit: [401, { message: 'Unauthorized' }],
} satisfies Record<string, Judgement>;

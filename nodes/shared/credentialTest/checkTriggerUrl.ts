import type { ICredentialTestFunctions, INodeCredentialTestResult } from 'n8n-workflow';

import { isLoopback } from '../callback/loopback';
import { PING_HEADER, PING_KIND, signPing, type PingAnswer } from '../callback/ping';
import { hasTokenParameter } from '../callback/token';
import { callbackKeys } from '../credential/callbackKeys';
import { koreOrigin, type KoreCredential } from '../credential/credential';
import { receiveAnswer, type KoreAnswer } from '../kore/receiveAnswer';
import { postFromTest } from './requestFromTest';

const TIMEOUT_MS = 5000;

type Verdict = INodeCredentialTestResult;

const fails = (message: string): Verdict => ({ status: 'Error', message });
const passes = (message: string): Verdict => ({ status: 'OK', message });

/**
 * What stands at the credential's Trigger URL, as far as a ping from this n8n can tell: it says nothing of whether Kore
 * reaches it. What cannot be told is no failure. Posts at most once. Never throws for what the URL holds.
 */
export async function checkTriggerUrl(
	context: ICredentialTestFunctions,
	credential: KoreCredential,
): Promise<Verdict> {
	const { triggerUrl, host } = credential;
	const url = URL.canParse(triggerUrl) ? new URL(triggerUrl) : undefined;
	if (!url || !/^https?:\/\//i.test(triggerUrl)) return fails(NO_ADDRESS);
	if (hasTokenParameter(triggerUrl)) return fails(HAS_TOKEN);
	// Not posted to, as this is n8n's path whether it listens or not.
	if (/\/webhook-test\//.test(url.pathname)) return fails(TEST_URL);
	if (isLoopback(triggerUrl) && !isLoopback(koreOrigin(host))) return fails(LOOPBACK);
	const keys = callbackKeys(credential);
	if (!keys) return passes(NO_KEY);

	const headers = { [PING_HEADER]: signPing(keys) };
	const post = async () => await postFromTest(context, triggerUrl, headers, TIMEOUT_MS);
	const received = await receiveAnswer(post, url.origin, TIMEOUT_MS, NO_CALL_OF_KORE);
	if ('answer' in received) return judge(received.answer);
	const { cause, message } = received.failure;
	return passes(unproven(cause === 'timeout' ? NO_ANSWER_IN_TIME : message));
}

/** Of a failure only the message is told, which says nothing of Kore's call. */
const NO_CALL_OF_KORE = { scope: '', values: '', rateLimit: '', timeout: '' };

function judge({ statusCode, body }: KoreAnswer): Verdict {
	// n8n says 200 to everything while it starts (abstract-server.js).
	if (typeof body === 'string' && /^n8n is starting up/.test(body))
		return passes(tryAgain(STARTING));
	const { kind, verification, url, message } = (body ?? {}) as Partial<PingAnswer>;
	if (kind === PING_KIND) {
		if (statusCode === 503) return passes(tryAgain(TOO_EARLY));
		if (statusCode === 401) return fails(OTHER_CREDENTIAL);
		if (statusCode !== 200) return fails(TRIGGER_WITHOUT_KEY);
		if (url === 'test') return fails(TEST_URL);
		return verification === 'none' ? fails(NOT_VERIFIED) : passes(ANSWERED);
	}
	// In n8n's own words, see webhook-not-found.error.js.
	const isUnknown =
		typeof message === 'string' && /^The requested webhook .* is not registered/.test(message);
	if (statusCode === 404 && isUnknown) return fails(UNPUBLISHED);
	if ([502, 503, 504].includes(statusCode)) return passes(tryAgain(awayJustNow(statusCode)));
	return fails(noTrigger(statusCode));
}

const NO_ADDRESS =
	"'Trigger URL' is not a web address. It must begin with https:// or http://: paste the Production URL of the Kore AgentAssist Trigger.";

const HAS_TOKEN =
	"'Trigger URL' has a query parameter 'token', which the nodes add themselves. Paste the Production URL of the trigger as the trigger shows it.";

const TEST_URL =
	"'Trigger URL' is a Test URL: it works only while the trigger listens, for one result within two minutes. Paste the trigger's Production URL, and publish (activate) its workflow.";

const LOOPBACK =
	"'Trigger URL' is an address of this machine alone (localhost): Kore reaches it only if it runs on the same machine. Let the administrator of n8n set WEBHOOK_URL to the address at which n8n is reached from outside, then paste the trigger's Production URL anew.";

const NO_KEY =
	"'Trigger URL' was not tried: a ping is signed as callbacks are, which takes a 'Callback Secret' where there is a pasted JWT Token.";

const ANSWERED =
	"The Kore AgentAssist Trigger at 'Trigger URL' answered this n8n; whether Kore reaches it shows with the first result.";

const OTHER_CREDENTIAL =
	"The trigger at 'Trigger URL' has another credential (401), so it would refuse the results. Choose this credential in the trigger and publish its workflow again, or paste the Production URL of a trigger that has it.";

const TRIGGER_WITHOUT_KEY =
	"The trigger at 'Trigger URL' cannot verify results: it has no credential, or one without a usable 'Callback Secret' or client secret. Choose this credential in the trigger, and publish its workflow again.";

const NOT_VERIFIED =
	"The trigger at 'Trigger URL' has 'Verification' set to 'None': it takes results from everybody, and a node that waits for its result is not resumed. Set it to 'Signed', choose this credential there, and publish its workflow again.";

const UNPUBLISHED =
	"No published workflow of this n8n has 'Trigger URL' (404). Publish (activate) the workflow of the trigger; if it is published, open the trigger and paste its Production URL anew.";

const NO_ANSWER_IN_TIME = 'No answer came within 5 seconds';

const STARTING = 'n8n is starting up there';

/** As it has read its own a moment ago, perhaps before this one was saved, or cannot read it just now. */
const TOO_EARLY = 'the trigger cannot tell yet whether it has this credential';

/** A proxy says so while n8n is away, and n8n itself (503) while its database is. */
const awayJustNow = (statusCode: number) => `n8n is away there just now (HTTP ${statusCode})`;

const tryAgain = (why: string) =>
	`'Trigger URL' is unproven: ${why}. Test the credential again in a few seconds.`;

const noTrigger = (statusCode: number) => {
	const moved = statusCode >= 300 && statusCode < 400 ? ', which leads elsewhere' : '';
	return `What answers at 'Trigger URL' is not a Kore AgentAssist Trigger (HTTP ${statusCode}${moved}). Open the trigger and paste its Production URL. If that is what stands there, look at what answers in front of n8n: a proxy, a log-in page or a firewall.`;
};

const unproven = (why: string) =>
	`'Trigger URL' is unproven: ${why}. That is no fault where n8n may not reach its own public address; whether Kore does shows with the first result.`;

import { LOOK_BEFORE_SENDING_AGAIN, type Failure, type FailureCause } from './failure';
import { isWebPage, readReason } from './koreAnswer';
import type { KoreAnswer } from './transport';

interface Rule {
	status: (statusCode: number) => boolean;
	/** Part of Kore's message; Kore answers 401 to very different things (reference kore-api.md, 1.5). */
	reason?: RegExp;
	cause: FailureCause;
	message: string;
	description: string;
}

const is = (expected: number) => (statusCode: number) => statusCode === expected;

const PUBLISH_SCOPE =
	"In Kore, open App Settings > Dev Tools > API Scopes, choose the JWT app with this Client ID, tick '{scope}' under Contact Center, save, and publish the app: a scope works only once it is published.";

const RULES: Rule[] = [
	{
		status: is(401),
		reason: /scope|permission/i,
		cause: 'scope',
		message: "Kore knows the JWT app, but the app does not have the API scope '{scope}'",
		description: PUBLISH_SCOPE,
	},
	{
		status: is(401),
		reason: /replay/i,
		cause: 'credentials',
		message: 'Kore has seen this token before and takes each only once',
		description:
			"Set 'Authentication' in the credential to 'JWT App', which makes a new token for every request. A pasted token with a jti works for one request only.",
	},
	{
		status: is(401),
		reason: /jti|1 hour/i,
		cause: 'credentials',
		message: 'Kore refused the token because it is valid for more than an hour',
		description:
			"Set 'Token Lifetime' in the credential to 3600 seconds or less; 300 fits nearly everybody.",
	},
	{
		status: is(401),
		reason: /expired/i,
		cause: 'credentials',
		message: 'Kore says that the token has expired',
		description:
			"Check the clock of the machine that runs n8n, and 'Token Lifetime' in the credential. A pasted JWT Token has to be replaced.",
	},
	{
		status: is(401),
		reason: /jwt/i,
		cause: 'credentials',
		message: 'Kore could not read the token',
		description:
			"Set 'Authentication' in the credential to 'JWT App'; if you paste a JWT Token, paste the token alone, without a word before it.",
	},
	{
		status: is(401),
		cause: 'credentials',
		message: 'Kore did not accept the credential',
		description:
			"Compare 'Client ID', 'Client Secret' (or 'Private Key') and 'Signing Algorithm' with the JWT app in App Settings > Dev Tools > Web/Mobile SDK, and 'Stream ID' with App Settings of the same Kore app. Kore gives the same answer for each of them.",
	},
	{
		status: is(400),
		reason: /stream/i,
		cause: 'notFound',
		message: 'Kore knows no app with this stream ID',
		description:
			"Copy 'Stream ID' (st-…) from App Settings in Kore into the credential, or into Options of the node.",
	},
	{
		status: is(403),
		cause: 'scope',
		message: 'Kore does not allow this to the JWT app',
		description: PUBLISH_SCOPE,
	},
	{
		status: is(412),
		cause: 'refused',
		message: 'Kore did not accept the values of the request',
		description:
			"Check 'Bot Session ID', 'Agent' or 'Queue', and 'Organization ID' and 'Account ID' in the credential: all of them must belong to the same Kore app.",
	},
	{
		status: is(404),
		cause: 'notFound',
		message: 'Kore found nothing at this address',
		description:
			"Check 'Host' and 'Stream ID' in the credential: the host at which you open Kore, e.g. https://platform.kore.ai, and the stream ID (st-…) from App Settings.",
	},
	{
		status: is(405),
		cause: 'notKore',
		message: 'The server at this host does not take assign requests',
		description:
			"Check 'Host' in the credential: the address at which you open Kore, e.g. https://platform.kore.ai",
	},
	{
		status: is(429),
		cause: 'rateLimit',
		message: "Kore's limit of calls a minute for the account was reached",
		description:
			"Raise 'Wait for Rate Limit' in Options, so that the node waits and goes on by itself, or lower 'Requests per Minute'. Kore Support can raise the account's limit of 60.",
	},
	{
		status: (statusCode) => statusCode >= 300 && statusCode < 400,
		cause: 'notKore',
		message: 'The server at this host sends the request on to another address',
		description:
			"Check 'Host' in the credential: enter the address at which you open Kore, with https. The node follows no redirect, as a transfer must not be sent twice.",
	},
	{
		// Some gateways answer 408 if Kore takes too long.
		status: (statusCode) => statusCode >= 500 || statusCode === 408,
		cause: 'server',
		message: 'Kore could not process the request',
		description: `${LOOK_BEFORE_SENDING_AGAIN} Try again later, or ask Kore Support if it stays so.`,
	},
];

const OTHER: Omit<Rule, 'status'> = {
	cause: 'refused',
	message: 'Kore did not accept the request',
	description:
		"Check 'Bot Session ID', 'Agent' or 'Queue' in the node, and 'Stream ID', 'Organization ID' and 'Account ID' in the credential.",
};

const WEB_PAGE: Omit<Rule, 'status'> = {
	cause: 'notKore',
	message: 'The server at this host answered with a web page instead of JSON',
	description:
		"Check 'Host' in the credential: the address at which you open Kore, e.g. https://platform.kore.ai, without a path. A proxy or log-in page between n8n and Kore answers like this, too.",
};

/** Longest text of Kore's that goes into a message. */
const MAX_REASON_LENGTH = 300;

/**
 * What an answer of Kore's means if it is not a success; undefined for a 2xx answer that is no web page. `scope` is the
 * API scope that the request needs.
 */
export function describeAnswer(answer: KoreAnswer, scope: string): Failure | undefined {
	const { statusCode, body } = answer;
	const webPage = isWebPage(body, answer.contentType);
	const isSuccess = statusCode >= 200 && statusCode < 300;
	if (isSuccess && !webPage) return undefined;
	const reason = webPage ? null : (readReason(body)?.slice(0, MAX_REASON_LENGTH) ?? null);
	const rule =
		RULES.find(
			(entry) => entry.status(statusCode) && (!entry.reason || entry.reason.test(reason ?? '')),
		) ?? OTHER;
	return toFailure(answer, webPage && rule.cause !== 'server' ? WEB_PAGE : rule, reason, scope);
}

/** What a 2xx answer means that is nothing that Kore sends. */
export const describeNotKore = (answer: KoreAnswer): Failure => toFailure(answer, WEB_PAGE, null);

function toFailure(
	{ statusCode, body }: KoreAnswer,
	{ cause, message, description }: Omit<Rule, 'status'>,
	reason: string | null,
	scope = '',
): Failure {
	return {
		cause,
		message: `${message.replace('{scope}', scope)} (${[`HTTP ${statusCode}`, reason].filter(Boolean).join(': ')})`,
		description: description.replace('{scope}', scope),
		httpCode: String(statusCode),
		// A proxy that sends its own page with 2xx may have handed the request on before.
		maybeAccepted: cause === 'server' || (statusCode >= 200 && statusCode < 300),
		response: body,
	};
}

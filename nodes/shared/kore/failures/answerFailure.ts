import type { Failure, FailureCause, KoreCall } from './failure';
import { isErrorBody, isWebPage, readReason, readRows } from '../answer';
import type { KoreAnswer } from '../transport';

interface Rule {
	status: (statusCode: number) => boolean;
	/** Only for tokens that were signed for the request. */
	signedHere?: true;
	/** Part of Kore's message; Kore answers 401 to very different things (reference kore-api.md, 1.5). */
	reason?: RegExp;
	cause: FailureCause;
	message: string;
	/** `{scope}`, `{values}` and `{rateLimit}` are the call's own words. */
	description: string;
	maybeAccepted?: true;
}

const is = (expected: number) => (statusCode: number) => statusCode === expected;

const PUBLISH_SCOPE =
	"In Kore, open App Settings > Dev Tools > API Scopes, choose the JWT app with this Client ID, tick '{scope}' under Contact Center, save, and publish the app: a scope works only once it is published.";

const RULES: Rule[] = [
	{
		status: is(401),
		reason: /scope/i,
		cause: 'scope',
		message: "Kore knows the JWT app, but the app does not have the API scope '{scope}'",
		description: PUBLISH_SCOPE,
	},
	{
		status: is(401),
		signedHere: true,
		reason: /replay/i,
		cause: 'credentials',
		message: 'Kore got this request more than once',
		description:
			'Each request has a token of its own, and Kore has seen this one before: a proxy or gateway between n8n and Kore repeats requests. Let its administrator turn that off.',
		maybeAccepted: true,
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
		reason: /1 hour|<=/i,
		cause: 'credentials',
		message: 'Kore refused the token because it is valid for more than an hour',
		description:
			"Set 'Token Lifetime' in the credential to 3600 seconds or less; 300 fits nearly everybody.",
	},
	{
		status: is(401),
		reason: /jti/i,
		cause: 'credentials',
		message: 'Kore did not accept the ID of the token (jti)',
		description:
			"If 'Enforce JTI' is on in the JWT app, turn on 'Unique Token ID' in the credential; a pasted token needs a jti then.",
	},
	{
		status: is(401),
		signedHere: true,
		reason: /expired/i,
		cause: 'credentials',
		message: 'Kore says that the token has expired',
		description:
			"It was signed just before. Check the clock of the machine that runs n8n, and 'Token Lifetime' in the credential.",
	},
	{
		status: is(401),
		reason: /expired/i,
		cause: 'credentials',
		message: 'Kore says that the token has expired',
		description: 'Paste a new JWT Token into the credential.',
	},
	{
		status: is(401),
		signedHere: true,
		reason: /jwt/i,
		cause: 'credentials',
		message: 'Kore could not read the token',
		description:
			"Compare 'Signing Algorithm' in the credential with the JWT app in Kore. 'Enforce JWE' must be off there: this package does not encrypt tokens.",
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
		cause: 'refused',
		message: 'Kore, or something in front of it, does not allow this',
		description: `Check 'Host' in the credential, and whether a proxy or firewall refuses n8n. Else check the API scope. ${PUBLISH_SCOPE}`,
	},
	{
		status: is(412),
		cause: 'refused',
		message: 'Kore did not accept the values of the request',
		description: '{values} All of them must belong to the same Kore app.',
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
		message: 'The server at this host does not take this kind of request',
		description:
			"Check 'Host' in the credential: the address at which you open Kore, e.g. https://platform.kore.ai",
	},
	{
		status: is(429),
		cause: 'rateLimit',
		message: "Kore's limit of calls a minute for the account was reached",
		description: "{rateLimit} Kore Support can raise the account's limit of 60.",
	},
	{
		status: is(407),
		cause: 'notKore',
		message: 'A proxy between n8n and Kore asks for a log-in',
		description: 'Let the administrator of n8n set the proxy with its user and password.',
	},
	{
		status: (statusCode) => [301, 302, 303, 307, 308].includes(statusCode),
		cause: 'notKore',
		message: 'The server at this host sends the request on to another address',
		description:
			"Check 'Host' in the credential: enter the address at which you open Kore, with https. Redirects are not followed, so that nothing is sent twice.",
	},
	{
		// Some gateways answer 408 if Kore takes too long.
		status: (statusCode) => statusCode >= 500 || statusCode === 408,
		cause: 'server',
		message: 'Kore could not process the request',
		description: 'Try again later, or ask Kore Support if it stays so.',
		maybeAccepted: true,
	},
];

const OTHER: Omit<Rule, 'status'> = {
	cause: 'refused',
	message: 'Kore did not accept the request',
	description: '{values}',
};

const WEB_PAGE: Omit<Rule, 'status'> = {
	cause: 'notKore',
	message: 'The server at this host answered with a web page instead of JSON',
	description:
		"Check 'Host' in the credential: the address at which you open Kore, e.g. https://platform.kore.ai, without a path. A proxy or log-in page between n8n and Kore answers like this, too.",
};

const TOO_LARGE: Omit<Rule, 'status'> = {
	...WEB_PAGE,
	message: 'The server at this host answered with more than 1 MB',
};

const NO_LIST: Omit<Rule, 'status'> = {
	...WEB_PAGE,
	message: 'The server at this host answered, but not with a list as Kore does',
};

/** Longest text of Kore's that goes into a message. */
const MAX_REASON_LENGTH = 300;

/** What an answer of Kore's means if it is not a success; undefined for a 2xx answer that is neither a web page nor too large. */
export function describeAnswer(answer: KoreAnswer, call: KoreCall): Failure | undefined {
	const { statusCode, body } = answer;
	const webPage = isWebPage(body, answer.contentType);
	const isSuccess = statusCode >= 200 && statusCode < 300;
	if (isSuccess && !webPage && !answer.tooLarge) return undefined;
	const reason = webPage ? null : (readReason(body)?.slice(0, MAX_REASON_LENGTH) ?? null);
	const rule =
		RULES.find(
			(entry) =>
				entry.status(statusCode) &&
				(!entry.reason || entry.reason.test(reason ?? '')) &&
				(!entry.signedHere || call.signedHere),
		) ?? OTHER;
	const notKore = answer.tooLarge ? TOO_LARGE : webPage ? WEB_PAGE : undefined;
	return toFailure(answer, notKore && rule.cause !== 'server' ? notKore : rule, reason, call);
}

/** What a 2xx answer means in which Kore reports an error: nobody knows whether it did what was asked. */
export function describeErrorBody(answer: KoreAnswer, call: KoreCall): Failure {
	const reason = readReason(answer.body)?.slice(0, MAX_REASON_LENGTH) ?? null;
	return toFailure(
		answer,
		{ ...OTHER, message: 'Kore answered with a success, but reports an error in it' },
		reason,
		call,
	);
}

/** What an answer means that should be one of Kore's lists; undefined for a list. */
export function describeListAnswer(answer: KoreAnswer, call: KoreCall): Failure | undefined {
	const failure = describeAnswer(answer, call);
	if (failure) return failure;
	if (isErrorBody(answer.body)) return describeErrorBody(answer, call);
	return readRows(answer.body) ? undefined : toFailure(answer, NO_LIST, null, call);
}

function toFailure(
	{ statusCode, body }: KoreAnswer,
	{ cause, message, description, maybeAccepted }: Omit<Rule, 'status'>,
	reason: string | null,
	call: KoreCall,
): Failure {
	const fill = (text: string) =>
		text
			.replace('{scope}', call.scope)
			.replace('{values}', call.values)
			.replace('{rateLimit}', call.rateLimit);
	return {
		cause,
		message: `${fill(message)} (${[`HTTP ${statusCode}`, reason].filter(Boolean).join(': ')})`,
		description: fill(description),
		httpCode: String(statusCode),
		// A proxy that sends its own page with 2xx may have handed the request on before; 1xx is no answer at all.
		maybeAccepted: maybeAccepted === true || statusCode < 300,
		response: body,
	};
}

import type { Rule } from './failure';

/** What an answer says that did not bring what it was to bring. */
export interface AnswerFacts {
	statusCode: number;
	/** A 2xx answer. */
	success: boolean;
	/** Kore's message, if it reports an error. */
	reason: string | null;
	/** Whether the body has one of Kore's error shapes. */
	errorBody: boolean;
	/** Whether there is nothing in the body. */
	empty: boolean;
	/** Whether the call asks for something by its ID. */
	byId: boolean;
	webPage: boolean;
	tooLarge: boolean;
	/** Whether the token was signed for this very request, so that nobody else can have used it. */
	signedHere: boolean;
}

/** `{scope}`, `{values}`, `{rateLimit}`, `{answer}` and `{wanted}` are the call's own words. */
interface AnswerRule extends Rule<AnswerFacts> {
	maybeAccepted?: true;
}

const PUBLISH_SCOPE =
	"open App Settings > Dev Tools > API Scopes, choose the JWT app with this Client ID, tick '{scope}' under Contact Center, save, and publish the app: a scope works only once it is published.";

const NOT_KORE = {
	cause: 'notKore',
	description:
		"Check 'Host' in the credential: the address at which you open Kore, e.g. https://platform.kore.ai, without a path. A proxy or log-in page between n8n and Kore answers like this, too.",
} as const;

const SENT_ON = {
	cause: 'notKore',
	message: 'The server at this host sends the request on to another address',
	description:
		"Check 'Host' in the credential: enter the address at which you open Kore, with https. Redirects are not followed, so that nothing is sent twice.",
} as const;

/** Also said without an answer, where the calls of this minute are known to be used up. */
export const LIMIT_REACHED = {
	cause: 'rateLimit',
	message: "Kore's limit of calls a minute for the account was reached",
	description: "{rateLimit} Kore Support can raise the account's limit of 60.",
} as const;

const is =
	(expected: number, words?: RegExp) =>
	({ statusCode, reason }: AnswerFacts) =>
		statusCode === expected && (!words || words.test(reason ?? ''));

const isNothing = ({ success, empty }: AnswerFacts) => success && empty;

const ownToken = (matches: (facts: AnswerFacts) => boolean) => (facts: AnswerFacts) =>
	facts.signedHere && matches(facts);

/** Kore answers 401 to very different things, so its words count (docs/kore-api.md, 1.5). */
export const ANSWER_RULES: AnswerRule[] = [
	{
		// Some gateways answer 408 if Kore takes too long.
		when: ({ statusCode }) => statusCode >= 500 || statusCode === 408,
		cause: 'server',
		message: 'Kore could not process the request',
		description: 'Try again later, or ask Kore Support if it stays so.',
		maybeAccepted: true,
	},
	{
		when: ({ tooLarge }) => tooLarge,
		...NOT_KORE,
		message: 'The server at this host answered with more than 1 MB',
		description:
			"Check 'Host' in the credential: a proxy or log-in page may answer in place of Kore. Kore's list of queues may be as large, as it names the agents of each: then give the queue 'By ID'.",
	},
	{
		when: ({ webPage }) => webPage,
		...NOT_KORE,
		message: 'The server at this host answered with a web page instead of JSON',
	},
	{
		when: is(401, /scope/i),
		cause: 'scope',
		message: "Kore knows the JWT app, but the app does not have the API scope '{scope}'",
		description: `In Kore, ${PUBLISH_SCOPE}`,
	},
	{
		when: ownToken(is(401, /replay/i)),
		cause: 'credentials',
		message: 'Kore got this request more than once',
		description:
			'Each request has a token of its own, and Kore has seen this one before: a proxy or gateway between n8n and Kore repeats requests. Let its administrator turn that off.',
		maybeAccepted: true,
	},
	{
		when: is(401, /replay/i),
		cause: 'credentials',
		message: 'Kore has seen this token before and takes each only once',
		description:
			"Set 'Authentication' in the credential to 'JWT App', which makes a new token for every request. A pasted token with a jti works for one request only.",
	},
	{
		when: is(401, /1 hour|<=/i),
		cause: 'credentials',
		message: 'Kore refused the token because it is valid for more than an hour',
		description:
			"Set 'Token Lifetime' in the credential to 3600 seconds or less; 300 fits nearly everybody.",
	},
	{
		when: is(401, /jti/i),
		cause: 'credentials',
		message: 'Kore did not accept the ID of the token (jti)',
		description:
			"If 'Enforce JTI' is on in the JWT app, turn on 'Unique Token ID' in the credential; a pasted token needs a jti then.",
	},
	{
		when: ownToken(is(401, /expired/i)),
		cause: 'credentials',
		message: 'Kore says that the token has expired',
		description:
			"It was signed just before. Check the clock of the machine that runs n8n, and 'Token Lifetime' in the credential.",
	},
	{
		when: is(401, /expired/i),
		cause: 'credentials',
		message: 'Kore says that the token has expired',
		description: 'Paste a new JWT Token into the credential.',
	},
	{
		when: ownToken(is(401, /jwt/i)),
		cause: 'credentials',
		message: 'Kore could not read the token',
		description:
			"Compare 'Signing Algorithm' in the credential with the JWT app in Kore. 'Enforce JWE' must be off there: this package does not encrypt tokens.",
	},
	{
		when: is(401, /jwt/i),
		cause: 'credentials',
		message: 'Kore could not read the token',
		description:
			"Set 'Authentication' in the credential to 'JWT App'; if you paste a JWT Token, paste the token alone, without a word before it.",
	},
	{
		when: is(401),
		cause: 'credentials',
		message: 'Kore did not accept the credential',
		description:
			"Compare 'Client ID', 'Client Secret' (or 'Private Key') and 'Signing Algorithm' with the JWT app in App Settings > Dev Tools > Web/Mobile SDK, and 'Stream ID' with App Settings of the same Kore app. Kore gives the same answer for each of them.",
	},
	{
		when: is(400, /stream/i),
		cause: 'notFound',
		message: 'Kore knows no app with this stream ID',
		description:
			"Copy 'Stream ID' (st-…) from App Settings in Kore into the credential, or into Options of the node.",
	},
	{
		// Kore documents no answer for an ID that it does not know (docs/kore-api.md, 1.5).
		when: (facts) =>
			facts.byId && (is(404)(facts) || is(400, /invalid|not found/i)(facts) || isNothing(facts)),
		cause: 'notFound',
		message: 'Kore has not found {wanted}',
		description:
			"{values} Else check 'Host' and 'Stream ID' in the credential: it has to belong to the Kore app with this stream ID.",
	},
	{
		when: is(403),
		cause: 'refused',
		message: 'Kore, or something in front of it, does not allow this',
		description: `Check 'Host' in the credential, and whether a proxy or firewall refuses n8n. Else check the API scope: in Kore, ${PUBLISH_SCOPE}`,
	},
	{
		when: is(412),
		cause: 'refused',
		message: 'Kore did not accept the values of the request',
		description: '{values} All of them must belong to the same Kore app.',
	},
	{
		when: is(404),
		cause: 'notFound',
		message: 'Kore found nothing at this address',
		description:
			"Check 'Host' and 'Stream ID' in the credential: the host at which you open Kore, e.g. https://platform.kore.ai, and the stream ID (st-…) from App Settings.",
	},
	{
		when: is(405),
		cause: 'notKore',
		message: 'The server at this host does not take this kind of request',
		description:
			"Check 'Host' in the credential: the address at which you open Kore, e.g. https://platform.kore.ai",
	},
	{ when: is(429), ...LIMIT_REACHED },
	{
		when: is(407),
		cause: 'notKore',
		message: 'A proxy between n8n and Kore asks for a log-in',
		description: 'Let the administrator of n8n set the proxy with its user and password.',
	},
	// A request that was taken may be answered so (RFC 9110, 15.4.4).
	{ when: is(303), maybeAccepted: true, ...SENT_ON },
	{ when: ({ statusCode }) => [301, 302, 307, 308].includes(statusCode), ...SENT_ON },
	{
		// Nobody knows whether it did what was asked.
		when: ({ success, errorBody }) => success && errorBody,
		cause: 'refused',
		message: 'Kore answered with a success, but reports an error in it',
		description: '{values}',
	},
	{
		when: ({ success }) => success,
		...NOT_KORE,
		message: 'The server at this host answered, but not with {answer} as Kore does',
	},
	{
		when: () => true,
		cause: 'refused',
		message: 'Kore did not accept the request',
		description: '{values}',
	},
];

import type { CallbackKeys } from '../credential/callbackKeys';
import { readJwt, signJwt, verifyJwt } from '../credential/jwt';
import { seal, unseal } from './seal';

const AUDIENCE = 'callback';
const QUERY_PARAMETER = 'token';
const LIFETIME_MS = 7 * 24 * 60 * 60 * 1000;
/** n8n looks once a minute whether the limit of a wait has passed. */
const AFTER_WAIT_MS = 10 * 60 * 1000;
/** Processes of one n8n may run on several machines. */
const CLOCK_SKEW_MS = 5 * 60 * 1000;
const SEALED_FOR = 'callback token';

/** Correlation data goes through a URL, which must stay short enough for every proxy on the way. */
export const MAX_CORRELATION_BYTES = 1024;

/** What this module makes of the longest IDs and correlation data, with a resume address of 2,000 characters, is shorter. */
const MAX_TOKEN_LENGTH = 8192;

export type AssignTarget = { assignTo: 'agent' | 'queue'; id: string };

/** What we know of a request and want back with its callback. Times are milliseconds since 1970. */
export interface RequestFacts {
	requestId: string;
	botSessionId: string;
	target: AssignTarget;
	requestedAt: number;
	executionId: string;
	workflowId: string;
	correlation: Record<string, string>;
	/** Of the execution that waits for this callback; undefined if none does. */
	wait?: Wait;
}

export interface Wait {
	/** When the request has surely been answered, so that n8n saves the execution as waiting. */
	answeredBy: number;
	/** Until then the execution does not go on by itself; it does so up to the time of an answer later. */
	until: number;
	/** Where n8n takes what resumes it; undefined if the callback goes there by itself. */
	resumeUrl?: string;
}

/** The claims behind `token=`: one or two letters each, as they travel in every callback URL. */
interface CallbackClaims {
	aud: string;
	jti: string;
	iat: number;
	exp: number;
	s: string;
	a?: string;
	q?: string;
	/** Encrypted, as the URL stands in logs on its way: nothing in it is the receiver's business. */
	x: string;
}

interface SealedClaims {
	ex: string;
	wf: string;
	c?: Record<string, string>;
	/** `answeredBy`, `until`, `resumeUrl` of the wait. */
	w?: unknown;
}

/** Whether the URL already has a query parameter of the name that signing would add. */
export function hasTokenParameter(url: string): boolean {
	return new URL(url).searchParams.has(QUERY_PARAMETER);
}

/** Appends the signed facts to `url`. What the URL already holds stays as it is, letter by letter; a fragment is dropped. */
export function signCallbackUrl(url: string, facts: RequestFacts, keys: CallbackKeys): string {
	const [address] = url.split('#', 1);
	const separator = !address.includes('?') ? '?' : /[?&]$/.test(address) ? '' : '&';
	return `${address}${separator}${QUERY_PARAMETER}=${signFacts(facts, keys)}`;
}

function signFacts(facts: RequestFacts, { signing, sealing }: CallbackKeys): string {
	const { wait } = facts;
	const sealed: SealedClaims = {
		ex: facts.executionId,
		wf: facts.workflowId,
		...(Object.keys(facts.correlation).length > 0 && { c: facts.correlation }),
		...(wait && { w: [wait.answeredBy, wait.until, wait.resumeUrl] }),
	};
	const waitEnds = wait ? wait.until + (wait.answeredBy - facts.requestedAt) : 0;
	const expiry = Math.max(facts.requestedAt + LIFETIME_MS, waitEnds + AFTER_WAIT_MS);
	const claims: CallbackClaims = {
		aud: AUDIENCE,
		jti: facts.requestId,
		// A fraction keeps the milliseconds; JWT's NumericDate allows it (RFC 7519, section 2).
		iat: facts.requestedAt / 1000,
		exp: Math.ceil(expiry / 1000),
		s: facts.botSessionId,
		[facts.target.assignTo === 'agent' ? 'a' : 'q']: facts.target.id,
		x: seal(JSON.stringify(sealed), sealing, SEALED_FOR),
	};
	return signJwt(claims, signing, 'HS256');
}

/**
 * The facts of a callback's `token` query parameter; undefined unless it was signed with these keys and has not expired.
 * Never throws.
 */
export function verifyCallbackToken(token: unknown, keys: CallbackKeys): RequestFacts | undefined {
	if (typeof token !== 'string' || token.length > MAX_TOKEN_LENGTH) return undefined;
	const claims = verifyJwt(token, keys.signing, AUDIENCE) as CallbackClaims | undefined;
	const opened = claims && unseal(claims.x, keys.sealing, SEALED_FOR);
	const sealed = opened && parseSealed(opened);
	if (!sealed || !isWellFormed(claims)) return undefined;
	const wait = readWait(sealed.w);
	return {
		requestId: claims.jti,
		botSessionId: claims.s,
		target:
			claims.q === undefined
				? { assignTo: 'agent', id: claims.a ?? '' }
				: { assignTo: 'queue', id: claims.q },
		requestedAt: Math.round(claims.iat * 1000),
		executionId: sealed.ex,
		workflowId: sealed.wf,
		correlation: sealed.c ?? {},
		...(wait && { wait }),
	};
}

/** Whether the query brings a token that says of itself, unchecked, that a node of this package made it. Never throws. */
export function isCallbackToken(query: object): boolean {
	const { [QUERY_PARAMETER]: token } = query as { token?: unknown };
	if (typeof token !== 'string' || token.length > MAX_TOKEN_LENGTH) return false;
	return readJwt(token)?.aud === AUDIENCE;
}

/** Only somebody with the secret of the credential can sign another token, and even theirs must not break anything. */
const isWellFormed = ({ jti, s, a, q, iat }: CallbackClaims) =>
	[jti, s, a ?? q].every((text) => typeof text === 'string') &&
	Number.isFinite(new Date(iat * 1000).getTime()) &&
	iat * 1000 <= Date.now() + CLOCK_SKEW_MS;

function readWait(wait: unknown): Wait | undefined {
	const [answeredBy, until, resumeUrl] = Array.isArray(wait) ? (wait as unknown[]) : [];
	if (!Number.isSafeInteger(answeredBy) || !Number.isSafeInteger(until)) return undefined;
	const times = { answeredBy: Number(answeredBy), until: Number(until) };
	return typeof resumeUrl === 'string' ? { ...times, resumeUrl } : times;
}

function parseSealed(text: string): SealedClaims | undefined {
	try {
		return JSON.parse(text) as SealedClaims;
	} catch {
		return undefined;
	}
}

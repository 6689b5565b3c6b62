import type { SigningKey } from './jwt';
import { signJwt, verifyJwt } from './jwt';

const AUDIENCE = 'callback';
const QUERY_PARAMETER = 'token';
const LIFETIME_SECONDS = 7 * 24 * 60 * 60;

/** Correlation data goes through a URL, which must stay short enough for every proxy on the way. */
export const MAX_CORRELATION_BYTES = 1024;

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
	/** Where the trigger resumes the execution that waits for this callback; undefined if none waits for the trigger. */
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
	ex: string;
	wf: string;
	c?: Record<string, string>;
	r?: string;
}

/** Whether the URL already has a query parameter of the name that signing would add. */
export function hasTokenParameter(url: string): boolean {
	return new URL(url).searchParams.has(QUERY_PARAMETER);
}

/** Appends the signed facts to `url`. What the URL already holds stays as it is, letter by letter; a fragment is dropped. */
export function signCallbackUrl(url: string, facts: RequestFacts, key: SigningKey): string {
	const [address] = url.split('#', 1);
	const separator = !address.includes('?') ? '?' : /[?&]$/.test(address) ? '' : '&';
	return `${address}${separator}${QUERY_PARAMETER}=${signFacts(facts, key)}`;
}

function signFacts(facts: RequestFacts, key: SigningKey): string {
	const seconds = facts.requestedAt / 1000;
	const claims: CallbackClaims = {
		aud: AUDIENCE,
		jti: facts.requestId,
		// A fraction keeps the milliseconds; JWT's NumericDate allows it (RFC 7519, section 2).
		iat: seconds,
		exp: Math.ceil(seconds) + LIFETIME_SECONDS,
		s: facts.botSessionId,
		[facts.target.assignTo === 'agent' ? 'a' : 'q']: facts.target.id,
		ex: facts.executionId,
		wf: facts.workflowId,
		...(Object.keys(facts.correlation).length > 0 && { c: facts.correlation }),
		...(facts.resumeUrl && { r: facts.resumeUrl }),
	};
	return signJwt(claims, key, 'HS256');
}

/** The facts of a callback's `token` query parameter; undefined unless it was signed with `key` and has not expired. */
export function verifyCallbackToken(token: unknown, key: SigningKey): RequestFacts | undefined {
	if (typeof token !== 'string') return undefined;
	const claims = verifyJwt(token, key, AUDIENCE) as CallbackClaims | undefined;
	if (!claims) return undefined;
	return {
		requestId: claims.jti,
		botSessionId: claims.s,
		target:
			claims.q === undefined
				? { assignTo: 'agent', id: claims.a ?? '' }
				: { assignTo: 'queue', id: claims.q },
		requestedAt: Math.round(claims.iat * 1000),
		executionId: claims.ex,
		workflowId: claims.wf,
		correlation: claims.c ?? {},
		...(claims.r !== undefined && { resumeUrl: claims.r }),
	};
}

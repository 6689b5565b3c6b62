import { UserError } from 'n8n-workflow';

import type { Failure, FailureCause, KoreCall } from './failure';
import { redactTokens } from '../../redact';

const NO_ANSWER = { httpCode: null, response: null } as const;

/** What Node's certificate check says. It runs before the first byte of a request is handed to the connection. */
const CERTIFICATE =
	/^(CERT_\w+|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_(GET|VERIFY|DECRYPT)_\w+|HOSTNAME_MISMATCH|INVALID_CA|ERR_TLS_CERT_ALTNAME_INVALID)$/;

interface ErrorLike {
	code?: unknown;
	httpCode?: unknown;
	message?: unknown;
	syscall?: unknown;
	cause?: unknown;
	errors?: unknown;
	request?: { socket?: { connecting?: boolean; secureConnecting?: boolean } | null };
}

/** What the chain of errors says, of which n8n wraps axios', and axios' wraps Node's. */
interface Evidence {
	codes: string[];
	has: (...codes: string[]) => boolean;
	/** Whether one of these codes came of the attempt to connect. */
	hasInConnect: (...codes: string[]) => boolean;
	/** Whether the connection was not made yet, or its TLS handshake not ended: then no byte of the request has left. */
	isUnconnected: boolean;
	lastMessage: string;
}

/** Why a request has got no answer. */
export interface BrokenRequest {
	error: unknown;
	/** Whether our own time was over before n8n reported anything. */
	isOverdue: boolean;
	/** Whether the head of an answer had come already. */
	isAnswered: boolean;
}

/**
 * What it means that a request to `origin` brought no answer within `timeoutMs`. "Nothing was sent" only where the error
 * proves it. Takes codes alone from the error, as the error itself holds the request with its token.
 */
export function describeNetworkError(
	{ error, isOverdue, isAnswered }: BrokenRequest,
	origin: string,
	timeoutMs: number,
	call: KoreCall,
): Failure {
	const chain = chainOf(error);
	const before = chain.find((found) => found instanceof UserError);
	if (before && !isAnswered) return describeUserError(before);
	const evidence = weigh(chain);
	const { codes, has } = evidence;
	if (has('ERR_CANCELED')) {
		return maybeSent('cancelled', 'The execution was stopped while Kore had not answered yet', '');
	}
	const unsent = isAnswered ? undefined : describeUnsent(evidence, origin);
	if (unsent) return unsent;
	if (isOverdue || has('ECONNABORTED', 'ETIMEDOUT')) {
		const seconds = timeoutMs / 1000;
		return maybeSent('timeout', `Kore did not answer within ${seconds} seconds`, call.timeout);
	}
	return maybeSent(
		'network',
		`The connection to ${origin} broke off before ${isAnswered ? 'the answer was complete' : 'an answer came'}`,
		`(${codes.join(', ') || redactTokens(evidence.lastMessage)})`,
	);
}

function describeUnsent(evidence: Evidence, origin: string): Failure | undefined {
	const { codes, has, hasInConnect, isUnconnected } = evidence;
	if (has('ENOTFOUND', 'EAI_AGAIN', 'EAI_NODATA', 'EAI_NONAME')) {
		return notSent(
			'network',
			`No server has the name of ${origin}`,
			"Check the spelling of 'Host' in the credential, and whether the machine that runs n8n can look up internet names (DNS).",
		);
	}
	const certificate = codes.find((code) => CERTIFICATE.test(code));
	if (certificate) {
		return notSent(
			'certificate',
			`The TLS certificate of ${origin} is not trusted`,
			`(${certificate}) Check 'Host' in the credential. If your company's own certificate authority signed the certificate, let the administrator of n8n set NODE_EXTRA_CA_CERTS.`,
		);
	}
	if (has('ECONNREFUSED') || hasInConnect('EHOSTUNREACH', 'ENETUNREACH', 'ETIMEDOUT')) {
		return notSent(
			'network',
			`The server at ${origin} cannot be reached`,
			`(${codes.join(', ')}) Check 'Host' in the credential, and whether a firewall or proxy lets n8n reach it.`,
		);
	}
	if (!isUnconnected) return undefined;
	return notSent(
		'network',
		`No connection to ${origin} came about`,
		`(${codes.join(', ')}) Check 'Host' in the credential, and whether a firewall or proxy lets n8n reach it. A host without TLS is written with http://`,
	);
}

const maybeSent = (cause: FailureCause, message: string, description: string): Failure => ({
	...NO_ANSWER,
	cause,
	message,
	description,
	maybeAccepted: true,
});

const notSent = (cause: FailureCause, message: string, remedy: string): Failure => ({
	...NO_ANSWER,
	cause,
	message,
	description: `Nothing was sent. ${remedy}`,
	maybeAccepted: false,
});

/** Thrown before anything was sent: by our own signing, e.g. as a pasted token has expired meanwhile, or by n8n, which blocks an address. */
function describeUserError({ name, message, description }: UserError): Failure {
	const cause = name === 'SsrfBlockedIpError' ? 'network' : 'credentials';
	return notSent(cause, message, description ?? '');
}

/** The error and those behind it, also where several addresses of a host were tried. */
function chainOf(error: unknown): ErrorLike[] {
	const found: ErrorLike[] = [];
	const open = [error];
	while (open.length > 0 && found.length < 20) {
		const next = open.shift() as ErrorLike | null | undefined;
		if (typeof next !== 'object' || next === null) continue;
		found.push(next);
		open.push(next.cause, ...(Array.isArray(next.errors) ? (next.errors as unknown[]) : []));
	}
	return found;
}

function weigh(chain: ErrorLike[]): Evidence {
	// n8n 1 keeps the code alone, as `httpCode`.
	const codesOf = ({ code, httpCode }: ErrorLike) =>
		[code, httpCode].filter((entry) => typeof entry === 'string');
	const codes = [...new Set(chain.flatMap(codesOf))];
	const inConnect = chain.filter(({ syscall }) => syscall === 'connect').flatMap(codesOf);
	const sockets = chain.flatMap(({ request }) => request?.socket ?? []);
	return {
		codes,
		has: (...wanted) => codes.some((code) => wanted.includes(code)),
		hasInConnect: (...wanted) => inConnect.some((code) => wanted.includes(code)),
		isUnconnected: sockets.some(
			({ connecting, secureConnecting }) => connecting === true || secureConnecting === true,
		),
		lastMessage: String(chain.at(-1)?.message ?? 'no details'),
	};
}

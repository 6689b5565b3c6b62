import { UserError } from 'n8n-workflow';

import { redactTokens } from '../../redact';
import { fill, type Failure, type KoreCall } from './failure';
import { NETWORK_RULES, type NetworkFacts } from './networkRules';

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

/** Why a request has got no answer. */
interface BrokenRequest {
	error: unknown;
	/** Whether our own time was over before n8n reported anything. */
	isOverdue: boolean;
	/** Whether the head of an answer had come already. */
	isAnswered: boolean;
}

/**
 * What it means that a request to `origin` brought no answer within `timeoutMs`. "Nothing was sent" only where the error
 * proves it, and never once an answer has begun. Takes codes alone from the error, as the error itself holds the request with
 * its token.
 */
export function describeNetworkError(
	broken: BrokenRequest,
	origin: string,
	timeoutMs: number,
	{ timeout }: KoreCall,
): Failure {
	const chain = chainOf(broken.error);
	const facts = weigh(chain, broken);
	const { codes, certificate = '', own } = facts;
	const rule = NETWORK_RULES.find(
		({ when, unsent }) => !(unsent && broken.isAnswered) && when(facts),
	)!;
	const words = {
		origin,
		timeout,
		seconds: String(timeoutMs / 1000),
		codes: codes.join(', '),
		details: codes.join(', ') || redactTokens(String(chain.at(-1)?.message ?? 'no details')),
		certificate,
		own: own?.message ?? '',
		ownAdvice: own?.description ?? '',
	};
	const description = fill(rule.description, words);
	return {
		cause: rule.cause,
		message: fill(rule.message, words),
		description: rule.unsent ? `Nothing was sent. ${description}` : description,
		httpCode: null,
		maybeAccepted: !rule.unsent,
		response: null,
	};
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

function weigh(chain: ErrorLike[], { isOverdue, isAnswered }: BrokenRequest): NetworkFacts {
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
		certificate: codes.find((code) => CERTIFICATE.test(code)),
		own: chain.find((found) => found instanceof UserError),
		isUnconnected: sockets.some(
			({ connecting, secureConnecting }) => connecting === true || secureConnecting === true,
		),
		isOverdue,
		isAnswered,
	};
}

import { UserError } from 'n8n-workflow';

import { LOOK_BEFORE_SENDING_AGAIN, type Failure } from './failure';
import { redactTokens } from './redact';

const NOT_SENT = { httpCode: null, maybeAccepted: false, response: null } as const;
const MAYBE_SENT = { httpCode: null, maybeAccepted: true, response: null } as const;

const CERTIFICATE =
	/^(CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_(GET|VERIFY)_|ERR_TLS_|ERR_SSL_|EPROTO$)/;

interface ErrorLike {
	code?: unknown;
	httpCode?: unknown;
	message?: unknown;
	syscall?: unknown;
	cause?: unknown;
}

/** The error and those behind it: n8n wraps axios' error, which wraps Node's. */
function chain(error: unknown): ErrorLike[] {
	const found: ErrorLike[] = [];
	for (let next = error; typeof next === 'object' && next !== null && found.length < 6;) {
		found.push(next as ErrorLike);
		next = (next as ErrorLike).cause;
	}
	return found;
}

/**
 * What it means that a request to `origin` brought no answer. `timeoutMs` is the time-out it was sent with. Takes the
 * code alone from the error, as the error itself holds the request with its token.
 */
export function describeNetworkError(error: unknown, origin: string, timeoutMs: number): Failure {
	const errors = chain(error);
	const before = errors.find((found) => found instanceof UserError);
	if (before) return describeUserError(before);
	const codes = [
		...new Set(
			errors
				// n8n 1 keeps the code alone, as `httpCode`.
				.flatMap(({ code, httpCode }) => [code, httpCode])
				.filter((code) => typeof code === 'string'),
		),
	];
	const has = (...wanted: string[]) => codes.some((code) => wanted.includes(code));

	if (has('ERR_CANCELED')) {
		return {
			...MAYBE_SENT,
			cause: 'cancelled',
			message: 'The execution was stopped while Kore had not answered yet',
			description: LOOK_BEFORE_SENDING_AGAIN,
		};
	}
	if (has('ENOTFOUND', 'EAI_AGAIN', 'EAI_NODATA', 'EAI_NONAME')) {
		return {
			...NOT_SENT,
			cause: 'network',
			message: `No server has the name of ${origin}`,
			description:
				"Nothing was sent. Check the spelling of 'Host' in the credential, and whether the machine that runs n8n can look up internet names (DNS).",
		};
	}
	const certificate = codes.find((code) => CERTIFICATE.test(code));
	if (certificate) {
		return {
			...NOT_SENT,
			cause: 'certificate',
			message: `The TLS certificate of ${origin} is not trusted`,
			description: `Nothing was sent (${certificate}). Check 'Host' in the credential. If your company's own certificate authority signed the certificate, let the administrator of n8n set NODE_EXTRA_CA_CERTS; a host without TLS is written with http://`,
		};
	}
	if (has('ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH') || isConnectTimeout(errors)) {
		return {
			...NOT_SENT,
			cause: 'network',
			message: `The server at ${origin} cannot be reached`,
			description: `Nothing was sent (${codes.join(', ')}). Check 'Host' in the credential, and whether a firewall or proxy lets n8n reach it.`,
		};
	}
	if (has('ECONNABORTED', 'ETIMEDOUT')) {
		return {
			...MAYBE_SENT,
			cause: 'timeout',
			message: `Kore did not answer within ${timeoutMs / 1000} seconds`,
			description: `${LOOK_BEFORE_SENDING_AGAIN} If Kore is only slow, raise 'Timeout' in Options.`,
		};
	}
	const detail = codes.join(', ') || redactTokens(String(errors.at(-1)?.message ?? 'no details'));
	return {
		...MAYBE_SENT,
		cause: 'network',
		message: `The connection to ${origin} broke off before an answer came`,
		description: `${LOOK_BEFORE_SENDING_AGAIN} (${detail})`,
	};
}

/** Thrown before anything was sent: by our own signing, e.g. as a pasted token has expired meanwhile, or by n8n, which blocks an address. */
function describeUserError({ name, message, description }: UserError): Failure {
	return {
		...NOT_SENT,
		cause: name === 'SsrfBlockedIpError' ? 'network' : 'credentials',
		message,
		description: ['Nothing was sent.', description].filter(Boolean).join(' '),
	};
}

const isConnectTimeout = (errors: ErrorLike[]) =>
	errors.some(({ code, syscall }) => code === 'ETIMEDOUT' && syscall === 'connect');

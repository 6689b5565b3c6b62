import { UserError } from 'n8n-workflow';
import { describeNetworkError } from '../../dist/nodes/shared/kore/failures/networkFailure';

const CALL = { scope: '', values: '', rateLimit: '', timeout: '' };

/** As n8n wraps axios' error, and axios wraps Node's. */
const wrapped = (node: object, socket?: object) =>
	Object.assign(new Error('n8n'), {
		cause: Object.assign(new Error('axios'), { request: { socket }, cause: node }),
	});

const explain = (error: unknown, circumstances: object = {}) =>
	describeNetworkError(
		{ error, isOverdue: false, isAnswered: false, ...circumstances },
		'https://kore.example.com',
		1500,
		CALL,
	);

const connected = { connecting: false, secureConnecting: false };
const inHandshake = { connecting: false, secureConnecting: true };

const NOT_SENT: Array<[string, unknown, object | undefined]> = [
	['a name that nobody knows', { code: 'ENOTFOUND', syscall: 'getaddrinfo' }, undefined],
	['a refused connection', { code: 'ECONNREFUSED', syscall: 'connect' }, connected],
	['a connection that takes too long', { code: 'ETIMEDOUT', syscall: 'connect' }, undefined],
	['no way to the host', { code: 'EHOSTUNREACH', syscall: 'connect' }, undefined],
	[
		'all addresses of a host in vain',
		{ code: 'ETIMEDOUT', errors: [{ code: 'ETIMEDOUT', syscall: 'connect' }] },
		undefined,
	],
	['a certificate', { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' }, inHandshake],
	["another host's certificate", { code: 'ERR_TLS_CERT_ALTNAME_INVALID' }, undefined],
	['no TLS', { code: 'EPROTO', syscall: 'write' }, inHandshake],
	['a time-out while connecting', { code: 'ECONNABORTED' }, { connecting: true }],
	['a handshake that is reset', { code: 'ECONNRESET', syscall: 'read' }, inHandshake],
];
it.each(NOT_SENT)('%s proves that nothing was sent', (_name, node, socket) => {
	const { maybeAccepted, description } = explain(wrapped(node as object, socket));
	expect(maybeAccepted).toBe(false);
	expect(description).toMatch(/^Nothing was sent\./);
});

const MAYBE_SENT: Array<[string, unknown, object | undefined]> = [
	['damaged TLS', { code: 'EPROTO', syscall: 'write' }, connected],
	['damaged TLS', { code: 'ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC' }, connected],
	[
		'a TLS error of which nothing else is known',
		{ code: 'ERR_SSL_WRONG_VERSION_NUMBER' },
		undefined,
	],
	['a connection that is reset', { code: 'ECONNRESET', syscall: 'read' }, connected],
	['a host that got out of reach', { code: 'EHOSTUNREACH', syscall: 'read' }, connected],
	['a net that got out of reach', { code: 'ENETUNREACH', syscall: 'write' }, connected],
	['a connection that went silent', { code: 'ETIMEDOUT', syscall: 'read' }, connected],
	['no answer in time', { code: 'ECONNABORTED' }, connected],
	['a stopped execution', { code: 'ERR_CANCELED' }, connected],
	['an error without a code', {}, undefined],
];
it.each(MAYBE_SENT)('%s (%j) proves nothing', (_name, node, socket) => {
	const { maybeAccepted, description } = explain(wrapped(node as object, socket));
	expect(maybeAccepted).toBe(true);
	expect(description).not.toMatch(/Nothing was sent/);
});

it('nothing proves that nothing was sent once an answer has begun', () => {
	for (const [, node, socket] of NOT_SENT) {
		const error = wrapped(node as object, socket);
		expect(explain(error, { isAnswered: true }).maybeAccepted).toBe(true);
	}
});

it('calls a body that does not end in time a time-out', () => {
	const { message } = explain(new Error('over'), { isAnswered: true, isOverdue: true });
	expect(message).toBe('Kore did not answer within 1.5 seconds');
});

it("takes over what our own checks, or n8n's guard, say before sending", () => {
	const error = wrapped(new UserError('Not now', { description: 'Do this.' }));
	expect(explain(error)).toMatchObject({
		message: 'Not now',
		description: 'Nothing was sent. Do this.',
		maybeAccepted: false,
	});
});

it.each<[string, unknown, object, string, RegExp]>([
	['a stopped execution', { code: 'ERR_CANCELED' }, {}, 'cancelled', /was stopped while Kore/],
	...['EAI_AGAIN', 'EAI_NODATA', 'EAI_NONAME'].map(
		(code): [string, unknown, object, string, RegExp] => [
			`a name (${code})`,
			{ code },
			{},
			'network',
			/^No server has the name of https:\/\/kore\.example\.com Nothing was sent\. Check the spelling.*DNS/,
		],
	),
	...['CERT_HAS_EXPIRED', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'HOSTNAME_MISMATCH', 'INVALID_CA'].map(
		(code): [string, unknown, object, string, RegExp] => [
			`a certificate (${code})`,
			{ code },
			{},
			'certificate',
			new RegExp(
				`certificate of https.* is not trusted Nothing was sent\\. \\(${code}\\) Check 'Host'`,
			),
		],
	),
	[
		'no certificate',
		{ code: 'X_CERT_HAS_EXPIRED' },
		{},
		'network',
		/broke off before an answer came/,
	],
	[
		'a net out of reach',
		{ code: 'ENETUNREACH', syscall: 'connect' },
		{},
		'network',
		/cannot be reached Nothing was sent\. \(ENETUNREACH\) Check 'Host'/,
	],
	['no time left', { message: 'x' }, { isOverdue: true }, 'timeout', /within 1\.5 seconds $/],
	[
		'a broken answer',
		{ code: 'ECONNRESET' },
		{ isAnswered: true },
		'network',
		/before the answer was complete \(ECONNRESET\)/,
	],
	[
		'two codes, one of them twice',
		{ code: 'A', errors: [{ code: 'B' }, { code: 'A' }, null, 'text', { code: 5 }] },
		{},
		'network',
		/broke off before an answer came \(A, B\)$/,
	],
	[
		'the code of n8n 1',
		{ httpCode: 'ECONNREFUSED' },
		{},
		'network',
		/cannot be reached .*\(ECONNREFUSED\)/,
	],
	[
		'a text alone',
		{ message: 'odd eyJhbGciOiJIUzI1NiJ9.e30.abc' },
		{},
		'network',
		/\(odd \[token removed\]\)$/,
	],
	['no text', {}, {}, 'network', /\(no details\)$/],
	['nothing', undefined, {}, 'network', /\(no details\)$/],
])('says of %s what it was', (_, error, circumstances, cause, said) => {
	const failure = explain(error, circumstances);
	expect(failure).toMatchObject({ cause, httpCode: null, response: null });
	expect(`${failure.message} ${failure.description}`).toMatch(said);
});

it('reads no chain of causes without end', () => {
	const error: { cause?: unknown; code: string } = { code: 'LOOP' };
	error.cause = error;
	expect(explain(error).description).toBe('(LOOP)');
});

it("calls what n8n's guard blocks no matter of the credential", () => {
	const blocked = new UserError('Blocked', { description: 'Ask.' });
	expect(explain(wrapped(blocked)).cause).toBe('credentials');
	blocked.name = 'SsrfBlockedIpError';
	expect(explain(wrapped(blocked))).toMatchObject({
		cause: 'network',
		message: 'Blocked',
		description: 'Nothing was sent. Ask.',
	});
	expect(explain(new UserError('Bare'))).toMatchObject({ description: 'Nothing was sent. ' });
});

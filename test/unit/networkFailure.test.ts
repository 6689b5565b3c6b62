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

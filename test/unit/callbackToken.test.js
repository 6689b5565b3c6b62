'use strict';

const {
	hasTokenParameter,
	signCallbackUrl,
	verifyCallbackToken,
} = require('../../dist/nodes/shared/callbackToken');

const KEY = 'a-key-for-tests';
/** @type {import('../../nodes/shared/callbackToken').RequestFacts} */
const facts = {
	requestId: '0b1c2d3e-0000-4000-8000-000000000001',
	botSessionId: '6538f8a3c9cf425ee5cf0001',
	target: { assignTo: 'queue', id: 'qu-b5d3bb4-a1ac-4caa-9be6-55a5abc30001' },
	requestedAt: Date.now(),
	executionId: '1234567',
	workflowId: 'AbCdEfGhIjKlMnOp',
	correlation: {},
};

it.each([
	['https://h/w', 'https://h/w?token='],
	['https://h/w?', 'https://h/w?token='],
	['https://h/w?a=1', 'https://h/w?a=1&token='],
	['https://h/w?a=1&', 'https://h/w?a=1&token='],
	['https://h/w?a=%20+b&c', 'https://h/w?a=%20+b&c&token='],
	['https://h/w#part', 'https://h/w?token='],
])('signs %s as %s…', (url, start) => {
	const signed = signCallbackUrl(url, facts, KEY);
	expect(signed.startsWith(start)).toBe(true);
	expect(verifyCallbackToken(new URL(signed).searchParams.get('token'), KEY)).toEqual(facts);
});

it('brings back an agent and correlation data, to the millisecond', () => {
	const sent = {
		...facts,
		target: { assignTo: /** @type {const} */ ('agent'), id: 'a-1' },
		correlation: { ticket: 'Ünïcode ✓', empty: '' },
	};
	const token = new URL(signCallbackUrl('https://h/w', sent, KEY)).searchParams.get('token');
	expect(verifyCallbackToken(token, KEY)).toEqual(sent);
});

it('stays below 600 characters with a long host and long ids', () => {
	const url = `https://n8n.contact-center.customer-name.example.com/webhook/${facts.requestId}/webhook`;
	expect(signCallbackUrl(url, facts, KEY).length).toBeLessThan(600);
});

it('expires after seven days', () => {
	const eightDaysAgo = Date.now() - 8 * 24 * 3600 * 1000;
	const url = signCallbackUrl('https://h/w', { ...facts, requestedAt: eightDaysAgo }, KEY);
	expect(verifyCallbackToken(new URL(url).searchParams.get('token'), KEY)).toBeUndefined();
});

it.each([undefined, null, 5, ['a', 'b'], {}, ''])('takes %j for no token', (token) =>
	expect(verifyCallbackToken(token, KEY)).toBeUndefined(),
);

it('sees a token parameter that is there already', () => {
	expect(hasTokenParameter('https://h/w?a=1&token=')).toBe(true);
	expect(hasTokenParameter('https://h/token?a=token')).toBe(false);
});

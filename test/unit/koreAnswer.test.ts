import jwt from 'jsonwebtoken';
import {
	isErrorBody,
	isWebPage,
	parseAnswer,
	readReason,
} from '../../dist/nodes/shared/kore/answer';
import { readTransfer } from '../../dist/nodes/shared/callback/koreTransfer';
import { redactTokens } from '../../dist/nodes/shared/redact';

describe('readReason', () => {
	const cases: Array<[unknown, string | null]> = [
		[{ errors: [{ msg: 'Invalid SDK credentials', code: 4002 }] }, 'Invalid SDK credentials'],
		[{ errors: [{ message: 'Permission denied', code: 4002 }] }, 'Permission denied'],
		[{ code: 400, message: 'Linked bot details not found' }, 'Linked bot details not found'],
		[{ status: 'Error', message: 'No' }, 'No'],
		[{ status: 'Failed', reason: 'noAgentsAvailable', reasonCode: 7 }, 'noAgentsAvailable'],
		[
			{ status: 'failure', reason: { errors: [{ msg: 'User not found', code: 400 }] } },
			'User not found',
		],
		[{ status: 'success', data: [{ status: 'failed', reason: 'time_in_past' }] }, 'time_in_past'],
		[{ error: 'closed' }, 'closed'],
		[{ error: { code: 1, message: 'closed' } }, 'closed'],
		[['x'], 'x'],
		['No agent is free', 'No agent is free'],
		['<!doctype html><p>no</p>', null],
		[{ reason: '  ' }, null],
		[{ message: 5, errors: [1, 2] }, null],
		[{ foo: 'bar' }, null],
		[null, null],
		[undefined, null],
		[42, null],
		[true, null],
	];
	it.each(cases)('%j gives %j', (answer, reason) => expect(readReason(answer)).toBe(reason));
});

describe('readTransfer', () => {
	it("reads Kore's sample", () => {
		expect(
			readTransfer({
				sessionId: '6538f8a3c9cf425ee5cfxxxx',
				agentId: 'a-8cd2673',
				status: 'transferred',
				requestCompletedAt: 1698825180041,
			}),
		).toEqual({
			status: 'transferred',
			reason: null,
			sessionId: '6538f8a3c9cf425ee5cfxxxx',
			agentId: 'a-8cd2673',
			queueId: null,
			completedAt: '2023-11-01T07:53:00.041Z',
		});
	});

	it.each([
		['1698825180041', '2023-11-01T07:53:00.041Z'],
		['2023-11-01T07:53:00.041Z', '2023-11-01T07:53:00.041Z'],
		['yesterday', null],
		['', null],
		[1e30, null],
		[{}, null],
	])('reads requestCompletedAt %j as %j', (requestCompletedAt, completedAt) =>
		expect(readTransfer({ requestCompletedAt }).completedAt).toBe(completedAt),
	);
});

describe('parseAnswer', () => {
	it.each([
		['', null],
		[' \n', null],
		['null', null],
		['{"a":1}', { a: 1 }],
		['\uFEFF{"a":1}', { a: 1 }],
		['{broken', '{broken'],
		['text', 'text'],
	])('%j gives %j', (text, answer) => expect(parseAnswer(text)).toEqual(answer));

	it('reads a form as its fields', () => {
		const type = 'application/x-www-form-urlencoded; charset=utf-8';
		expect(parseAnswer('status=failed&reason=a+b', type)).toEqual({
			status: 'failed',
			reason: 'a b',
		});
	});
});

describe('isWebPage', () => {
	it.each([
		['<!DOCTYPE html>', '', true],
		['  <html lang="en">', '', true],
		['<p>anything', 'text/html; charset=utf-8', true],
		['OK', 'text/html; charset=utf-8', false],
		['{"a":1}', 'application/json', false],
		['<note/>', 'application/xml', false],
		['', '', false],
		[null, 'text/html', false],
	])('%j of type %j: %s', (body, type, expected) => expect(isWebPage(body, type)).toBe(expected));
});

it('redactTokens removes tokens and nothing else', () => {
	const token = jwt.sign({ a: 1 }, 'k');
	expect(redactTokens(`before ${token} "${token}" after eyJust text`)).toBe(
		'before [token removed] "[token removed]" after eyJust text',
	);
});

describe('isErrorBody', () => {
	it.each([
		{ errors: [{ msg: 'no such agent', code: 400 }] },
		{ error: 'closed' },
		{ error: { code: 1 } },
		{ code: 400, message: 'no' },
		{ code: '4002' },
		{ success: false },
		[{ success: false }],
	])('sees an error in %j', (body) => expect(isErrorBody(body)).toBe(true));

	it.each([
		{},
		{ errors: [], error: null },
		{ error: '' },
		{ error: {} },
		{ code: 200 },
		{ code: 'OK' },
		{ success: true },
		{ status: 'queued' },
		'error',
		null,
		[],
	])('sees none in %j', (body) => expect(isErrorBody(body)).toBe(false));
});

it('keeps as text what is nested deeper than n8n can save, and drops what a copy would take for a prototype', () => {
	const deep = '['.repeat(500) + ']'.repeat(500);
	expect(parseAnswer(deep)).toBe(deep);
	const many = `[${'[],'.repeat(120_000)}[]]`;
	expect(parseAnswer(many)).toBe(many);
	const answer = parseAnswer('{"a":{"__proto__":{"admin":true},"b":1}}');
	expect(JSON.stringify(answer)).toBe('{"a":{"b":1}}');
});

import jwt from 'jsonwebtoken';
import {
	asText,
	firstObject,
	isErrorBody,
	isForm,
	isWebPage,
	parseAnswer,
	readObject,
	readObjects,
	readReason,
	readRows,
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
		[[null, 5, { foo: 1 }, { msg: 'second' }, 'third'], 'second'],
		[[], null],
		[{ data: 'last', reason: 'first' }, 'first'],
		[{ message: 'second', msg: 'first' }, 'first'],
		[{ data: { data: { data: { data: 'deep' } } } }, 'deep'],
		[{ data: { data: { data: { data: { data: 'deeper' } } } } }, null],
		[{ message: `${' '.repeat(5)}${'x'.repeat(1001)}` }, 'x'.repeat(1000)],
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
		['<note/>', 'TEXT/HTML', true],
		['<head>', '', true],
		['<BODY class="x">', '', true],
		['<header>', '', false],
		['x <html>', '', false],
		['x <html>', 'text/html', false],
		[{ html: '<html>' }, 'text/html', false],
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
		[null, 'x', { error: 1 }],
		{ errors: 'no' },
		{ errors: { agent: 'no' } },
		{ code: '400' },
	])('sees an error in %j', (body) => expect(isErrorBody(body)).toBe(true));

	it.each([
		{},
		{ errors: [], error: null },
		{ error: '' },
		{ error: {} },
		{ code: 200 },
		{ code: 399 },
		{ code: 'OK' },
		{ success: 0 },
		{ error: false },
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

describe('asText', () => {
	it.each([
		[' a ', 'a'],
		[0, '0'],
		['', null],
		[' ', null],
		[null, null],
		[true, null],
		[['a'], null],
		['x'.repeat(1001), 'x'.repeat(1000)],
	])('of %j is %j', (value, text) => expect(asText(value)).toBe(text));
});

describe('parseAnswer, at its limits', () => {
	const FORM = 'Application/X-WWW-Form-UrlEncoded';
	const token = jwt.sign({ a: 1 }, 'k');
	const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
	const zeros = (count: number) => `[${Array(count).fill(0).join()}]`;
	const fields = (count: number) => Array.from({ length: count }, (_, i) => `f${i}=1`).join('&');

	it.each<[string, string, string, unknown]>([
		['a number', '5', '', 5],
		['a JSON text', '"text"', '', 'text'],
		[
			'a JSON text in which a token is escaped',
			`"a \\u0065${token.slice(1)}"`,
			'',
			'a [token removed]',
		],
		['JSON, whatever its type says', '{"a":1}', FORM, { a: 1 }],
		['no JSON, and no form', 'a=1', 'text/plain', 'a=1'],
		['a form', 'a=1&iceServers=secret&b=2', FORM, { a: '1', b: '2' }],
		['a form with nothing in it', ' ', FORM, null],
		['secret fields', '{"iceServers":[1],"a":[{"ICE_Servers":"x","b":1}]}', '', { a: [{ b: 1 }] }],
		['a token as a name', `{"${token}":5,"b":[]}`, '', { '[token removed]': 5, b: [] }],
		['a secret in a text', '{"a":"b iceServers: secret"}', '', { a: 'b [rest removed]' }],
		['a secret in what is no JSON', 'b iceServers: secret', '', 'b [rest removed]'],
	])('reads %s', (_, text, type, answer) => expect(parseAnswer(text, type)).toEqual(answer));

	it.each([
		['depth', nested(101), nested(102), ''],
		['values', zeros(100_000), zeros(100_001), ''],
		['fields', fields(1000), fields(1001), FORM],
	])('keeps what has too many of %s as text', (_, most, tooMuch, type) => {
		expect(typeof parseAnswer(most, type)).toBe('object');
		expect(parseAnswer(tooMuch, type)).toBe(tooMuch);
	});

	it('knows a form by its type', () => {
		expect(isForm(`${FORM}; charset=utf-8`)).toBe(true);
		expect(isForm(`text/plain, ${FORM}`)).toBe(false);
	});
});

describe('what an answer holds', () => {
	it.each<[unknown, unknown]>([
		[{ _id: 1, a: 2 }, [{ _id: 1, a: 2 }]],
		[
			[null, 'x', { a: 1 }, { _id: '' }, { _id: 1 }, { _id: 2 }],
			[{ _id: 1 }, { _id: 2 }],
		],
		[{ a: 1 }, undefined],
		[[], undefined],
		['_id', undefined],
		[{ _id: 1, error: 'closed' }, undefined],
	])('%j has the objects %j', (answer, objects) => {
		expect(readObjects(answer, '_id')).toEqual(objects);
		expect(readObject(answer, '_id')).toEqual((objects as object[] | undefined)?.[0]);
	});

	it.each<[unknown, unknown]>([
		[{ results: [null, { a: 1 }, 'x', [1]] }, [{ a: 1 }]],
		[{ results: [] }, []],
		[{ results: { a: 1 } }, undefined],
		[[{ results: [] }], undefined],
		[null, undefined],
	])('%j has the rows %j', (answer, rows) => expect(readRows(answer)).toEqual(rows));

	it.each<[unknown, object]>([
		[{ a: 1 }, { a: 1 }],
		[[null, [2], { a: 1 }, { b: 1 }], { a: 1 }],
		[[], {}],
		['text', {}],
		[null, {}],
	])('%j has the first object %j', (answer, first) => expect(firstObject(answer)).toEqual(first));
});

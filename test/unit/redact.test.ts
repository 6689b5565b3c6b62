import { sign } from 'jsonwebtoken';
import { parseAnswer } from '../../dist/nodes/shared/kore/answer';
import { redactTokens } from '../../dist/nodes/shared/redact';

const SIGNATURE = '0a1b2c3d4e5f60718293a4b5c6d7e8f9';
const token = sign({ a: 1 }, 'a-key-for-tests');

it.each([
	[token, '[token removed]'],
	[`auth: ${token}, and more`, 'auth: [token removed], and more'],
	[`https://h/w?a=1&token=${token}&b=2`, 'https://h/w?a=1&token=[token removed]&b=2'],
	[`x.y.z${token}`, 'x.y.z[token removed]'],
	[`https%3A%2F%2Fh%3Ftoken%3D${token}`, 'https%3A%2F%2Fh%3Ftoken%3D[token removed]'],
	[`${token} ${token}`, '[token removed] [token removed]'],
	[
		`http://h/webhook-waiting/1/n?signature=${SIGNATURE}&token=x`,
		'http://h/webhook-waiting/1/n?signature=[token removed]&token=x',
	],
	[`http%3A%2F%2Fh%3Fsignature%3D${SIGNATURE}`, 'http%3A%2F%2Fh%3Fsignature%3D[token removed]'],
	[`?signature%253D${SIGNATURE}`, '?signature%253D[token removed]'],
	[`"?signature\\u003d${SIGNATURE}"`, '"?signature\\u003d[token removed]"'],
	[`signature&#x3D;${SIGNATURE}`, 'signature&#x3D;[token removed]'],
	[`{"signature":"${SIGNATURE}"}`, '{"signature":"[token removed]"}'],
	['Invalid signature: wrong key', 'Invalid signature: wrong key'],
	[token.replaceAll('.', '%2E'), '[token removed]'],
	[`(${token.replaceAll('.', '&#46;')})`, '([token removed])'],
	[`eyJaaaaaaaaa.b ${token}`, 'eyJaaaaaaaaa.b [token removed]'],
])('takes the token out of %s', (text, expected) => expect(redactTokens(text)).toBe(expected));

it.each(['eyJ', 'eyJabc.def', 'a.b.c', 'The version eyJhbGciOi is odd.', 'no agents'])(
	'leaves %s as it is',
	(text) => expect(redactTokens(text)).toBe(text),
);

it('finds a token that JSON has escaped', () => {
	const escaped = `{"a":"\\u0065${token.slice(1)}","b":["\\u0065${token.slice(1)}"]}`;
	expect(parseAnswer(escaped)).toEqual({ a: '[token removed]', b: ['[token removed]'] });
	const key = token.replaceAll('.', '\\u002e');
	expect(parseAnswer(`{"${key}":{"a":1}}`)).toEqual({ '[token removed]': { a: 1 } });
});

it('leaves numbers in JSON as they are, as it would be none without them', () => {
	const numbers = '{"signature":1234567890123456,"aSignature": -1234567890123456.5,"a":[1]}';
	expect(redactTokens(numbers)).toBe(numbers);
	expect(parseAnswer(`{"signature":"${SIGNATURE}","b":1}`)).toEqual({
		signature: '[token removed]',
		b: 1,
	});
});

// Anybody can send such a text. A pattern that takes quadratic time needs minutes for one of them, not a fraction of a second.
it.each([
	'eyJ',
	'eyJeyJ.',
	'eyJaaaaaaaaa.b',
	'a.',
	'signature=',
	'signature=1',
	'eyJ"',
	'{',
	'[',
	'"',
	'\\',
])('reads a megabyte of %s in linear time', (pattern) => {
	const text = pattern.repeat(Math.ceil(2 ** 20 / pattern.length));
	const began = performance.now();
	parseAnswer(text);
	parseAnswer(text, 'application/x-www-form-urlencoded');
	expect(performance.now() - began).toBeLessThan(3000);
});

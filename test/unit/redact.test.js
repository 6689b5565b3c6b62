'use strict';

const { sign } = require('jsonwebtoken');
const { redactTokens } = require('../../dist/nodes/shared/redact');
const { parseAnswer } = require('../../dist/nodes/shared/koreAnswer');

const token = sign({ a: 1 }, 'a-key-for-tests');

it.each([
	[token, '[token removed]'],
	[`auth: ${token}, and more`, 'auth: [token removed], and more'],
	[`https://h/w?a=1&token=${token}&b=2`, 'https://h/w?a=1&token=[token removed]&b=2'],
	[`x.y.z${token}`, 'x.y.z[token removed]'],
	[`https%3A%2F%2Fh%3Ftoken%3D${token}`, 'https%3A%2F%2Fh%3Ftoken%3D[token removed]'],
	[`${token} ${token}`, '[token removed] [token removed]'],
	[
		'http://h/webhook-waiting/1/n?signature=0a1b2c&token=x',
		'http://h/webhook-waiting/1/n?signature=[token removed]&token=x',
	],
	['http%3A%2F%2Fh%3Fsignature%3D0a1b2c', 'http%3A%2F%2Fh%3Fsignature%3D[token removed]'],
	['?signature%253D0a1b', '?signature%253D[token removed]'],
	['"?signature\\u003d0a1b"', '"?signature\\u003d[token removed]"'],
	['signature%3D0a1b2c%26x', 'signature%3D[token removed]'],
])('takes the token out of %s', (text, expected) => expect(redactTokens(text)).toBe(expected));

it.each(['eyJ', 'eyJabc.def', 'a.b.c', 'The version eyJhbGciOi is odd.', 'no agents'])(
	'leaves %s as it is',
	(text) => expect(redactTokens(text)).toBe(text),
);

it('finds a token that JSON has escaped', () => {
	const escaped = `{"a":"\\u0065${token.slice(1)}","b":["\\u0065${token.slice(1)}"]}`;
	expect(parseAnswer(escaped)).toEqual({ a: '[token removed]', b: ['[token removed]'] });
});

// Anybody can send such a text. A pattern that takes quadratic time needs minutes for one of them, not a fraction of a second.
it.each(['eyJ', 'eyJeyJ.', 'eyJaaaaaaaaa.b', 'a.', 'signature=', 'eyJ"', '{', '[', '"', '\\'])(
	'reads a megabyte of %s in linear time',
	(pattern) => {
		const text = pattern.repeat(Math.ceil(2 ** 20 / pattern.length));
		const began = performance.now();
		parseAnswer(text);
		parseAnswer(text, 'application/x-www-form-urlencoded');
		expect(performance.now() - began).toBeLessThan(3000);
	},
);

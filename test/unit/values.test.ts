import {
	fromOptionOrCredential,
	readNumber,
	readTimeout,
	toNumber,
} from '../../dist/nodes/KoreAgentAssist/run/values';
import { describeFound } from '../../dist/nodes/shared/foundValue';

it.each([
	['text', 'text'],
	[{ a: 1 }, '{"a":1}'],
	[undefined, 'empty'],
	[null, 'empty'],
	[() => 1, 'function'],
	[NaN, 'NaN'],
	[Infinity, 'Infinity'],
	[1e21, '1e+21'],
	['x'.repeat(101), 'x'.repeat(100)],
])('%p is shown as %p', (value, shown) => expect(describeFound(value)).toBe(shown));

it.each([
	[' 5 ', 5],
	[5, 5],
	['', NaN],
	['  ', NaN],
	[true, NaN],
	[null, NaN],
	[[5], NaN],
])('%p is the number %p', (value, number) => expect(toNumber(value)).toBe(number));

it.each<[unknown, number | RegExp]>([
	[1, 1],
	['1', 1],
	[0.9, /^'Concurrency' is 0\.9$/],
	['many', /^'Concurrency' is many$/],
	[undefined, /^'Concurrency' is empty$/],
])("'Concurrency' %p gives %p", (value, expected) => {
	const read = () => readNumber('Concurrency', value, 1);
	if (typeof expected === 'number') expect(read()).toBe(expected);
	else expect(read).toThrow(expected);
});

it.each<[unknown, number | RegExp]>([
	[undefined, 30_000],
	[1, 1],
	['200', 200],
	[1.2, 2],
	[2_000_000_000, 2_000_000_000],
	[2_000_000_001, /^'Timeout' is 2000000001$/],
	[0.9, /^'Timeout' is 0\.9$/],
	[null, /^'Timeout' is empty$/],
	['soon', /^'Timeout' is soon$/],
])("'Timeout' %p gives %p", (value, expected) => {
	const read = () => readTimeout(value);
	if (typeof expected === 'number') expect(read()).toBe(expected);
	else {
		expect(read).toThrow(expected);
		expect(read).toThrow(
			expect.objectContaining({
				description: expect.stringContaining('milliseconds') as string,
			}) as Error,
		);
	}
});

const problemOf = (read: () => unknown): unknown => {
	try {
		return read();
	} catch (error) {
		const { message, description } = error as { message: string; description: string };
		return [message, description];
	}
};

it.each<[unknown, string, unknown]>([
	[' st-2 ', 'st-1', 'st-2'],
	['', ' st-1 ', 'st-1'],
	[undefined, 'st-1', 'st-1'],
	[
		'',
		'',
		[
			"'Stream ID' is empty",
			"Open the credential and enter 'Stream ID' (st-…), or add it under Options of this node.",
		],
	],
	// Of white space alone, in the credential.
	['', ' ', ["'Stream ID' is empty", expect.stringMatching(/^Enter an ID in 'Stream ID'/)]],
])('of the option %p and the credential %p is taken %p', (option, fallback, expected) => {
	expect(problemOf(() => fromOptionOrCredential('Stream ID', option, fallback, 'st-…'))).toEqual(
		expected,
	);
});

it('says nothing of how an ID begins that has no form', () => {
	expect(problemOf(() => fromOptionOrCredential('Account ID', '', ''))).toEqual([
		"'Account ID' is empty",
		"Open the credential and enter 'Account ID', or add it under Options of this node.",
	]);
});

import {
	assertSegment,
	readId,
	readIds,
	readOptionalId,
	readText,
} from '../../dist/nodes/shared/kore/ids';

const problemOf = (read: () => unknown) => {
	try {
		read();
	} catch (error) {
		const { message, description } = error as { message: string; description: string };
		return { message, description };
	}
	throw new Error('It was taken');
};

it.each([
	['a-1', 'a-1'],
	['  a-1\n', 'a-1'],
	[42, '42'],
	[Number.MAX_SAFE_INTEGER, '9007199254740991'],
	['', ''],
	['  ', ''],
	[null, ''],
	[undefined, ''],
	// Only `.` and `..` change an address.
	['...', '...'],
	['.a', '.a'],
	['a..', 'a..'],
	['a/b', 'a/b'],
	['💬', '💬'],
	['x'.repeat(200), 'x'.repeat(200)],
])('%j is the ID %j', (value, id) => expect(readOptionalId('Agent', value)).toBe(id));

it.each<[unknown, string, RegExp]>([
	['a 1', `'Agent' has white space in it: "a 1"`, /'Agent' holds one ID and nothing else/],
	[
		`a ${'x'.repeat(200)}`,
		`'Agent' has white space in it: "a ${'x'.repeat(98)}"`,
		/An ID has none/,
	],
	['.', `'Agent' is no ID: "."`, /'Agent' holds one ID, as Kore shows it/],
	['..', `'Agent' is no ID: ".."`, /as Kore shows it/],
	['a\u0007', `'Agent' is no ID: "a\\u0007"`, /as Kore shows it/],
	['a\ud83d', `'Agent' is no ID: "a\\ud83d"`, /as Kore shows it/],
	['x'.repeat(201), `'Agent' is no ID: "${'x'.repeat(100)}"`, /as Kore shows it/],
	[
		true,
		`'Agent' is not a text: true`,
		/expression in 'Agent'.*not an object, a list or true\/false/,
	],
	[{ id: 'y'.repeat(200) }, `'Agent' is not a text: {"id":"${'y'.repeat(93)}`, /one ID/],
	[() => 1, `'Agent' is not a text: undefined`, /one ID/],
	[NaN, `'Agent' is NaN`, /expression in 'Agent' gives no number/],
	[Infinity, `'Agent' is Infinity`, /gives no number/],
	[
		2 ** 53,
		`'Agent' is the number 9007199254740992, which has lost digits`,
		/as text, in quotation/,
	],
	[1.5, `'Agent' is the number 1.5, which has lost digits`, /as text/],
])('%j is no ID', (value, message, description) => {
	const problem = problemOf(() => readOptionalId('Agent', value));
	expect(problem.message).toBe(message);
	expect(problem.description).toMatch(description);
});

it('wants an ID where there must be one', () => {
	expect(readId('Agent', ' a-1 ')).toBe('a-1');
	const { message, description } = problemOf(() => readId('Agent', ' '));
	expect(message).toBe("'Agent' is empty");
	expect(description).toMatch(/^Enter an ID in 'Agent'\..*item before has a value/);
});

it('takes white space in a text, but not in a segment of an address that cannot have it', () => {
	expect(readText('Queue', ' VIP 1 ')).toBe('VIP 1');
	expect(() => assertSegment('Agent', 'ext 1')).not.toThrow();
});

it.each([
	['a-1, a-2 ,,a-1', ['a-1', 'a-2']],
	[
		['a-1', ' a-2', null, 7],
		['a-1', 'a-2', '7'],
	],
	[5, ['5']],
	['', []],
	[null, []],
	[undefined, []],
])('%j has the IDs %j', (value, ids) => expect(readIds('Agent IDs', value)).toEqual(ids));

it('names the field of a list in which one is no ID', () => {
	expect(problemOf(() => readIds('Agent IDs', 'a-1,a 2')).message).toBe(
		`'Agent IDs' has white space in it: "a 2"`,
	);
});

import { readAgent } from '../../dist/nodes/KoreAgentAssist/locators/agent';
import { judge, readerOf } from '../../dist/nodes/KoreAgentAssist/locators/found';
import { toLocator } from '../../dist/nodes/KoreAgentAssist/locators/locator';
import { readQueue } from '../../dist/nodes/KoreAgentAssist/locators/queue';
import type { Entry } from '../../dist/nodes/shared/kore/directory/entry';
import type { Failure } from '../../dist/nodes/shared/kore/failures/failure';

const UUID = '220172c-856e-4db6-a2d1-d4c2dab00000';

it.each<[unknown, object]>([
	[
		{ __rl: true, mode: 'email', value: 'a@b.c' },
		{ mode: 'email', value: 'a@b.c' },
	],
	['a-1', { mode: 'id', value: 'a-1' }],
	[null, { mode: 'id', value: null }],
	[{ id: 'a-1' }, { mode: 'id', value: { id: 'a-1' } }],
])('%j is the locator %j', (parameter, locator) => expect(toLocator(parameter)).toEqual(locator));

const problemOf = (read: () => unknown) => {
	try {
		return read();
	} catch (error) {
		const { message, description } = error as { message: string; description: string };
		return `${message}. ${description}`;
	}
};

describe('the field Agent', () => {
	it.each<[string, unknown, unknown]>([
		['list', ' a-1 ', { id: 'a-1' }],
		['id', 7, { id: '7' }],
		['email', ' ada@example.com ', { email: 'ada@example.com' }],
		['customId', ' 11 11', { customId: '11 11' }],
		// Like an ID, but not one of Kore's.
		['customId', 'a-11', { customId: 'a-11' }],
		['customId', `xa-${UUID}`, { customId: `xa-${UUID}` }],
		[
			'email',
			`A-${UUID}`,
			`'Agent' is an agent ID, not an e-mail address: A-${UUID}. Set 'Agent' to 'By ID' for it.`,
		],
		[
			'customId',
			`u-${UUID}`,
			`'Agent' is a user ID, not a custom ID: u-${UUID}. Enter a custom ID, or choose 'Agent' 'From List'.`,
		],
		[
			'customId',
			' ',
			`'Agent' is empty. Enter a custom ID in 'Agent'. If it is an expression, check that the item before has a value there.`,
		],
		['customId', '..', expect.stringMatching(/^'Agent' is no ID: "\.\."/)],
		['name', 'Ada', `'Agent' has no mode name. Open the node, and choose how 'Agent' is given.`],
	])('in mode %s with %j gives %j', (mode, value, expected) => {
		expect(problemOf(() => readAgent({ mode, value }))).toEqual(expected);
	});

	it('advises the mode for an e-mail address that stands in place of an ID', () => {
		expect(problemOf(() => readAgent({ mode: 'id', value: 'ada@example.com' }))).toMatch(
			/'Agent' is an e-mail address: ada@example\.com.*'By Email'/,
		);
	});
});

describe('the field Queue', () => {
	it.each<[string, unknown, unknown]>([
		['list', ' qu-1 ', { id: 'qu-1' }],
		['id', 'qu-1', { id: 'qu-1' }],
		['name', ' VIP 1 ', { name: 'VIP 1' }],
		[
			'id',
			'VIP 1',
			`'Queue' has white space in it: "VIP 1". An ID has none. If it is the name of a queue, set 'Queue' to 'By Name'.`,
		],
		[
			'name',
			`qu-${UUID}`,
			`'Queue' is a queue ID, not the name of a queue: qu-${UUID}. Set 'Queue' to 'By ID' for it.`,
		],
		['name', '', expect.stringMatching(/^'Queue' is empty\. Enter the name of a queue in 'Queue'/)],
		['email', 'x', `'Queue' has no mode email. Open the node, and choose how 'Queue' is given.`],
	])('in mode %s with %j gives %j', (mode, value, expected) => {
		expect(problemOf(() => readQueue({ mode, value }))).toEqual(expected);
	});
});

const entry = (id: string, rest: Partial<Entry> = {}) =>
	({ id, name: null, email: null, inactive: null, ...rest }) as Entry;
const WANTED = { kind: 'agent', by: 'e-mail address', text: 'a@b.c' } as const;
const found = (...entries: Entry[]) => judge({ entries }, WANTED);
const ids = (count: number) => Array.from({ length: count }, (_, index) => entry(`a-${index}`));

describe('who was looked up', () => {
	it('is taken if there is one', () => {
		expect(found(entry('a-1'))).toEqual({ id: 'a-1' });
		expect(judge(undefined, WANTED)).toBeUndefined();
	});

	it.each<[string, Entry[], string, RegExp]>([
		[
			'nobody',
			[],
			'Kore has no agent with the e-mail address a@b.c',
			/^Check the e-mail address, or choose the agent 'From List' or 'By ID'\.$/,
		],
		[
			'two',
			[entry('a-1', { name: 'Ada' }), entry('a-2', { inactive: 'INACTIVE' })],
			'Kore has 2 agents with the e-mail address a@b.c: Ada (a-1), a-2, INACTIVE',
			/'By ID', and enter the ID of the right one/,
		],
		[
			'five',
			ids(5),
			'Kore has 5 agents with the e-mail address a@b.c: a-0, a-1, a-2, a-3, a-4',
			/right one/,
		],
		[
			'seven',
			ids(7),
			'Kore has 7 agents with the e-mail address a@b.c: a-0, a-1, a-2, a-3, a-4, and 2 more',
			/right one/,
		],
		[
			'one with endless names',
			[entry('i'.repeat(101), { name: 'n'.repeat(101), inactive: 'no' })],
			`The agent with the e-mail address a@b.c is not active in Kore: ${'n'.repeat(100)} (${'i'.repeat(100)})`,
			/Activate it in Kore.*'By ID' and enter i+\.$/,
		],
	])('%s', (_, entries, message, description) => {
		expect(found(...entries)).toEqual({
			problem: { message, description: expect.stringMatching(description) as string },
		});
	});

	it('could not be, and what to do without', () => {
		const failure: Failure = {
			cause: 'network',
			message: 'Kore is gone',
			description: '',
			httpCode: null,
			maybeAccepted: true,
			response: null,
		};
		expect(judge({ failure }, WANTED)).toEqual({
			failure: {
				...failure,
				message: 'The agent with the e-mail address a@b.c could not be looked up: Kore is gone',
				description: "Or set the field to 'By ID' and enter the ID, which is not looked up.",
				maybeAccepted: false,
			},
		});
	});

	it('is looked up with words that name the fields of the credential', () => {
		const place = { streamId: 'st-1', orgId: 'o-1', accountId: '1', timeoutMs: 5 };
		const { words, ...rest } = readerOf(place);
		expect(rest).toEqual({ streamId: 'st-1', accountId: '1', timeoutMs: 5 });
		expect(words.values).toMatch(/'Stream ID', 'Organization ID' and 'Account ID'/);
	});
});

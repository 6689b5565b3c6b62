import { rejectForeignId, type IdAdvice } from '../../dist/nodes/shared/kore/foreignId';

const AGENT = 'Enter the ID of an agent (a-…).';

it.each<[string, Parameters<typeof rejectForeignId>[1], IdAdvice | undefined, unknown]>([
	['a-1', 'agent', undefined, undefined],
	['1', 'agent', undefined, undefined],
	['x-1', 'agent', undefined, undefined],
	// An ID that is made otherwise may have these letters in it.
	['1-a-1', 'queue', undefined, undefined],
	['A-1', 'queue', undefined, undefined],
	['qu-1', 'agent', undefined, ["'Agent' is a queue ID: qu-1", AGENT]],
	['c-1', 'agent', undefined, ["'Agent' is a conversation ID: c-1", AGENT]],
	['qu-1', 'agent', { queue: 'So.' }, ["'Agent' is a queue ID: qu-1", 'So.']],
	[
		'u-1',
		'agent',
		{ queue: 'So.' },
		[
			"'Agent' is a user ID: u-1",
			expect.stringMatching(/conversations show the user ID.*'From List'/),
		],
	],
	['u-1', 'queue', undefined, ["'Agent' is a user ID: u-1", 'Enter the ID of a queue (qu-…).']],
	['a-1', 'queue', undefined, ["'Agent' is an agent ID: a-1", 'Enter the ID of a queue (qu-…).']],
	['a@b.c', 'agent', undefined, ["'Agent' is an e-mail address: a@b.c", AGENT]],
	['a@b.c', 'agent', { email: 'So.' }, ["'Agent' is an e-mail address: a@b.c", 'So.']],
])('%s as %s with %j', (id, wanted, advice, expected) => {
	let found: unknown;
	try {
		rejectForeignId('Agent', wanted, id, advice);
	} catch (error) {
		const { message, description } = error as { message: string; description: string };
		found = [message, description];
	}
	expect(found).toEqual(expected);
});

import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { invalidItem, type FailedItem } from '../../dist/nodes/KoreAgentAssist/run/failedItem';
import { inOrder, type Outcome, type Progress } from '../../dist/nodes/KoreAgentAssist/run/inOrder';
import type { Run } from '../../dist/nodes/KoreAgentAssist/run/openRun';
import { koreNode } from '../engine/harness/nodes';

const getNode = () => koreNode('koreAgentAssist', {});

const failed = (index: number, message: string, maybeAccepted = false): FailedItem => ({
	...invalidItem({ getNode } as IExecuteFunctions, index, { message, description: 'Mend it.' }),
	maybeAccepted,
});

interface Answer {
	of: string;
}

/** Runs these requests, of which `!` is invalid, and `send` says what becomes of each. */
function start(
	requests: string[],
	send: (name: string, halted: () => boolean) => Promise<Outcome<Answer | Answer[]>>,
	{ goesOn = false, concurrency = 1, signal = undefined as AbortSignal | undefined, ...rest } = {},
	lookInto?: (failed: FailedItem, name: string, index: number) => Promise<FailedItem>,
	findEarlier: (name: string) => Outcome<Answer> = () => undefined,
) {
	const sent: string[] = [];
	const told: Progress[] = [];
	const log: string[] = [];
	const halt = new AbortController();
	const context = {
		getNode,
		getExecutionId: () => '42',
		logger: { warn: (line: string) => log.push(line) },
	} as unknown as IExecuteFunctions;
	const run = { context, concurrency, signal, halt } as unknown as Run;
	const output = inOrder<{ name: string }, Answer | Answer[]>(
		run,
		requests.map((name, index) => (name === '!' ? failed(index, 'invalid') : { name })),
		{
			goesOn,
			findEarlier: ({ name }) => findEarlier(name),
			send: async ({ name }, index) => {
				sent.push(`${name}${index}`);
				return await send(name, () => halt.signal.aborted);
			},
			lookInto:
				lookInto && (async (failure, { name }, index) => await lookInto(failure, name, index)),
			tell: (progress) => {
				told.push(progress);
				return 'So far.';
			},
			...rest,
		},
	);
	return { output, sent, told, log };
}

const jsonOf = (output: INodeExecutionData[]) =>
	output.map(({ json, pairedItem }) => [json.of ?? json.error, pairedItem]);
const paired = (item: number) => ({ item });
const problemOf = async (output: Promise<unknown>) =>
	await output.then(
		() => undefined,
		({ message, description }: { message: string; description: string }) => [message, description],
	);
const of = async (name: string) => ({ of: name });

it('puts out one item or several for each, in their order', async () => {
	const { output, sent, log } = start(['a', 'b', 'c'], async (name) =>
		name === 'b' ? [{ of: 'b1' }, { of: 'b2' }] : { of: name },
	);
	expect(jsonOf(await output)).toEqual([
		['a', paired(0)],
		['b1', paired(1)],
		['b2', paired(1)],
		['c', paired(2)],
	]);
	expect(sent).toEqual(['a0', 'b1', 'c2']);
	expect(log).toEqual([]);
});

it('sends nothing if one is invalid and it is to stop, and tells what was done before', async () => {
	const { output, sent, told } = start(['a', '!', 'c'], of, {}, undefined, (name) =>
		name === 'c' ? { of: 'before' } : undefined,
	);
	expect(await problemOf(output)).toEqual(['invalid [item 1]', 'Mend it. So far.']);
	expect(sent).toEqual([]);
	expect(told).toEqual([{ count: 3, done: 1, unsure: 0, firstNotSent: 0 }]);
});

it('says nothing of other items where there is one', async () => {
	expect(await problemOf(start(['!'], of).output)).toEqual(['invalid', 'Mend it.']);
});

it('says no more than the progress where there is no advice', async () => {
	const { output } = start(['a', 'b'], async () => {
		const { error, ...rest } = failed(0, 'refused');
		return { ...rest, error: Object.assign(error, { description: '' }) };
	});
	expect(await problemOf(output)).toEqual(['refused [item 0]', 'So far.']);
});

it('goes on with the others where it is told to', async () => {
	const { output, sent } = start(['a', '!', 'c'], of, { goesOn: true });
	expect(jsonOf(await output)).toEqual([
		['a', paired(0)],
		['invalid', paired(1)],
		['c', paired(2)],
	]);
	expect(sent).toEqual(['a0', 'c2']);
});

it('does not do again what was done before', async () => {
	const { output, sent } = start(['a', 'b'], of, {}, undefined, (name) =>
		name === 'a' ? { of: 'before' } : undefined,
	);
	expect(jsonOf(await output)).toEqual([
		['before', paired(0)],
		['b', paired(1)],
	]);
	expect(sent).toEqual(['b1']);
});

it('stops at the first to fail, lets none begin to wait, and awaits what is on its way', async () => {
	const halted: boolean[] = [];
	const made = start(
		['a', 'b', 'c', 'd'],
		async (name, isHalted) => {
			if (name === 'b') return failed(1, 'refused', true);
			await new Promise((resolve) => setTimeout(resolve, 5));
			halted.push(isHalted());
			return { of: name };
		},
		{ concurrency: 2 },
	);
	expect(await problemOf(made.output)).toEqual(['refused [item 1]', 'Mend it. So far.']);
	expect(made.sent).toEqual(['a0', 'b1']);
	expect(halted).toEqual([true]);
	expect(made.told.at(-1)).toEqual({ count: 4, done: 1, unsure: 1, firstNotSent: 2 });
	expect(made.log).toEqual([]);
});

it('reports the first to fail, which need not be the first in the order', async () => {
	const made = start(
		['a', 'b'],
		async (name) => {
			if (name === 'a') await new Promise((resolve) => setTimeout(resolve, 5));
			return failed(Number(name === 'b'), name);
		},
		{ concurrency: 2 },
		async (failure) => failure,
	);
	expect((await problemOf(made.output))?.[0]).toBe('b [item 1]');
});

describe('looks into', () => {
	const look = (looked: string[]) => async (failure: FailedItem, name: string, index: number) => {
		looked.push(`${name}${index}`);
		const output = { ...failure.output, json: { of: `looked at ${name}` } };
		return { ...failure, output };
	};

	it('all that have failed where it goes on, but not what was never sent', async () => {
		const looked: string[] = [];
		const made = start(
			['a', '!', 'c', 'd'],
			async (name) => (name === 'c' ? { of: 'c' } : failed(0, name)),
			{ goesOn: true, concurrency: 3 },
			look(looked),
		);
		expect(jsonOf(await made.output).map(([json]) => json)).toEqual([
			'looked at a',
			'invalid',
			'c',
			'looked at d',
		]);
		expect(looked).toEqual(['a0', 'd3']);
	});

	it('only the one that is shown where it stops', async () => {
		const looked: string[] = [];
		const made = start(
			['a', 'b', 'c'],
			async (name) => {
				if (name !== 'b') await new Promise((resolve) => setTimeout(resolve, 5));
				return failed(1, name);
			},
			{ concurrency: 3 },
			look(looked),
		);
		await problemOf(made.output);
		expect(looked).toEqual(['b1']);
	});
});

describe('an execution that is stopped', () => {
	it('begins nothing more, and its log says how far it came', async () => {
		const stop = new AbortController();
		const made = start(
			['a', 'b'],
			async () => {
				stop.abort();
				return undefined;
			},
			{ signal: stop.signal },
		);
		expect(await made.output).toEqual([]);
		expect(made.sent).toEqual(['a0']);
		expect(made.log).toEqual(['Execution 42 was stopped in node "Kore". So far.']);
		expect(made.told.at(-1)).toEqual({ count: 2, done: 0, unsure: 0, firstNotSent: 0 });
	});

	it('says nothing of a try that did not begin any more', async () => {
		const made = start(['a'], of, { signal: AbortSignal.abort() });
		expect(await made.output).toEqual([]);
		expect([made.sent, made.log]).toEqual([[], []]);
	});
});

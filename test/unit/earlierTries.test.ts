import type { IExecuteFunctions, WorkflowExecuteMode } from 'n8n-workflow';
import {
	EarlierTries,
	type Settled,
} from '../../dist/nodes/KoreAgentAssist/resources/conversation/assign/earlierTries';
import type { AssignRequest } from '../../dist/nodes/KoreAgentAssist/resources/conversation/assign/parameters';
import { koreNode } from '../engine/harness/nodes';

const request = (rest: Partial<AssignRequest> = {}) =>
	({
		streamId: 'st-1',
		botSessionId: 's-1',
		target: { assignTo: 'agent', id: 'a-1' },
		...rest,
	}) as AssignRequest;

const sent = { requestId: 'r-1', botSessionId: 's-1', target: request().target };
const failure = {
	cause: 'server' as const,
	message: '',
	description: '',
	httpCode: '500',
	maybeAccepted: false,
	response: null,
};

interface Place {
	memory?: object;
	mode?: WorkflowExecuteMode;
	tool?: boolean;
	turn?: number;
	isExecuted?: boolean;
	host?: string;
}

/** The tries of a node, whose memory n8n keeps. */
function triesOf({ memory = {}, mode = 'trigger', tool, turn = 0, isExecuted, host }: Place = {}) {
	const context = {
		getNode: () => koreNode(tool ? 'koreAgentAssistTool' : 'koreAgentAssist', {}),
		getContext: () => memory,
		getMode: () => mode,
		evaluateExpression: (text: string) =>
			text === '{{ $runIndex }}' ? turn : text === '{{ $("Kore").isExecuted }}' && isExecuted,
	} as unknown as IExecuteFunctions;
	return new EarlierTries(context, host ?? 'https://kore.example.com');
}

const settle = async (tries: EarlierTries, settled: Settled | undefined, of = request()) => {
	let times = 0;
	const outcome = await tries.settle(of, async () => {
		times++;
		return settled;
	});
	return { outcome, times };
};

const ACCEPTED = { sent, result: { outcome: 'accepted' } } as unknown as Settled;
const UNSURE: Settled = { sent, failure: { ...failure, maybeAccepted: true } };
const REFUSED: Settled = { sent, failure };

it.each([
	['was accepted', ACCEPTED, 0],
	['may have been', UNSURE, 0],
	['was refused', REFUSED, 1],
	['was not sent', undefined, 1],
])('sends what %s no more than once', async (_, first, times) => {
	const memory = {};
	await settle(triesOf({ memory }), first);
	const second = await settle(triesOf({ memory }), ACCEPTED);
	expect(second).toEqual({ outcome: times ? ACCEPTED : first, times });
});

it.each<[string, Place, Partial<AssignRequest>, number]>([
	['the same', {}, {}, 0],
	['another target', {}, { target: { assignTo: 'queue', id: 'qu-1' } }, 0],
	['another conversation', {}, { botSessionId: 's-2' }, 1],
	['another app', {}, { streamId: 'st-2' }, 1],
	['another host', { host: 'https://other.example.com' }, {}, 1],
	['another turn of a loop', { turn: 1 }, {}, 1],
	['a tool', { tool: true }, {}, 1],
])('sends %s: %#', async (_, place, change, times) => {
	const memory = {};
	await settle(triesOf({ memory }), ACCEPTED);
	const second = await settle(triesOf({ memory, ...place }), ACCEPTED, request(change));
	expect(second.times).toBe(times);
});

it('counts every call of a tool in an execution as one turn', async () => {
	const memory = {};
	await settle(triesOf({ memory, tool: true, turn: 1 }), ACCEPTED);
	const second = await settle(triesOf({ memory, tool: true, turn: 2 }), ACCEPTED);
	expect(second.times).toBe(0);
});

it('waits for the same request that is under way, and sends its own if that came to nothing', async () => {
	const tries = triesOf();
	const calls: string[] = [];
	const sendAfter = (name: string, settled: Settled) => async () => {
		calls.push(name);
		await new Promise((resolve) => setTimeout(resolve, 5));
		return settled;
	};
	const all = await Promise.all([
		tries.settle(request(), sendAfter('refused', REFUSED)),
		tries.settle(request(), sendAfter('accepted', ACCEPTED)),
		tries.settle(request(), sendAfter('never', UNSURE)),
		tries.settle(request({ botSessionId: 's-2' }), sendAfter('other', UNSURE)),
	]);
	expect(all).toEqual([REFUSED, ACCEPTED, ACCEPTED, UNSURE]);
	expect(calls).toEqual(['refused', 'other', 'accepted']);
});

it('forgets what no try can follow', async () => {
	const memory = {};
	const tries = triesOf({ memory });
	await settle(tries, ACCEPTED);
	expect(tries.find(request())).toBe(ACCEPTED);
	tries.forget();
	expect(JSON.stringify(memory)).toBe('{"hasRun":true}');
	expect(tries.find(request())).toBeUndefined();
});

it.each<[string, Place, boolean]>([
	['a Retry of an execution that was killed while the node ran', {}, true],
	['no Retry', { mode: 'trigger' }, false],
	['a Retry in which the node had not run', { isExecuted: false }, false],
	['a tool', { tool: true }, false],
	['a Retry of which n8n has saved a run of the node', { memory: { hasRun: true } }, false],
	['a Retry of such a Retry', { memory: { hasRun: true, brokeOff: true } }, true],
])('in %s nobody knows what was sent: %#', (_, place, expected) => {
	const tries = triesOf({ mode: 'retry', isExecuted: true, ...place });
	expect(tries.find(request())).toEqual(
		expected
			? {
					sent: { ...sent, requestId: null },
					failure: expect.objectContaining({ cause: 'cancelled', maybeAccepted: true }) as object,
				}
			: undefined,
	);
});

it('knows in such a Retry what it has sent itself', async () => {
	const memory = {};
	const lost = triesOf({ memory, mode: 'retry', isExecuted: true });
	expect((await settle(lost, ACCEPTED)).times).toBe(0);
	// As n8n tries again.
	expect(triesOf({ memory, mode: 'retry' }).find(request())).toBeDefined();
});

import { AGENT, QUEUE, SESSION } from '../engine/harness/ids';
import { runRead, toRead } from '../engine/harness/read';
import { runAssign } from '../engine/harness/run';
import { by, byId, toAgent, toQueue } from '../engine/harness/setup';
import { useSimulator } from '../engine/harness/useSimulator';
import type { CallName } from './calls';
import { runCheck } from './harness/runCheck';

const { simulator, credential } = useSimulator();

/** What of a request Kore acts on. */
function sentNow() {
	const all = simulator.requests().map(({ method, path, body, headers }) => {
		const { iid, accountid } = headers;
		const type = headers['content-type'];
		const sent = body.replace(/"callbackUrl":"[^"]+"/, '"callbackUrl":"…"');
		return JSON.stringify({ method, path, sent, iid, accountid, type });
	});
	simulator.reset();
	return all;
}

const queueId = byId(QUEUE);
const many = { returnAll: false, limit: 25 };

/** What the node is asked for, and the call of the check that stands for it. */
const READS: Array<[CallName, string, string, Record<string, unknown>]> = [
	['queues', 'queue', 'getAll', { returnAll: false, limit: 5 }],
	['queuesPage2', 'queue', 'getAll', { returnAll: true }],
	['queue', 'queue', 'get', { queueId }],
	['statistics', 'queue', 'getStatistics', { queueId }],
	['hours', 'queue', 'getHours', { queueId }],
	['agents', 'agent', 'getAll', { returnAll: false, limit: 5 }],
	['agentsPage2', 'agent', 'getAll', { returnAll: true }],
	['agent', 'agent', 'get', { agentId: byId(AGENT) }],
	['availability', 'agent', 'getAvailability', {}],
	['availabilityOfQueue', 'agent', 'getAvailability', { filters: { queueIds: QUEUE } }],
	['customId', 'agent', 'get', { agentId: by('customId', 'ext-101') }],
	['conversations', 'conversation', 'getAll', many],
	['closedConversations', 'conversation', 'getAll', { ...many, filters: { status: 'CLOSED' } }],
	[
		'conversation',
		'conversation',
		'get',
		{ findBy: 'conversationId', conversationId: 'c-0000001-5151-4000-8000-000000000001' },
	],
	['session', 'conversation', 'get', { findBy: 'sessionId', sessionId: SESSION }],
];

let checked: string[];
beforeAll(async () => {
	await runCheck(simulator);
	checked = sentNow();
});

it.each(READS)('%s is asked for as the node asks', async (name, resource, operation, rest) => {
	await runRead({ credential, parameters: toRead(resource, operation, rest) });
	const sent = sentNow();
	const shared = sent.filter((one) => checked.includes(one));
	expect(shared.length).toBeGreaterThanOrEqual(name.endsWith('Page2') ? 2 : 1);
});

it.each([
	['an agent', false],
	['a queue', true],
])('an assign to %s is sent as the node sends it', async (_target, isToQueue) => {
	await runCheck(simulator, { toQueue: isToQueue });
	const own = sentNow();
	const { conversations, agents, queues } = simulator.world;
	const rest = { botSessionId: conversations[0].botSessionId };
	const parameters = isToQueue ? toQueue(queues[0].id, rest) : toAgent(agents[0].id, rest);
	await runAssign({ credential, parameters });
	const [sent] = sentNow();
	expect(own).toContain(sent);
});

import type { IDataObject, INodeParameters, INodeProperties } from 'n8n-workflow';
import { resources } from '../../../dist/nodes/KoreAgentAssist/resources';
import { koreId } from '../../kore-simulator/world/ids';
import { AGENT, QUEUE, SESSION } from '../harness/ids';
import { asked } from '../harness/read';
import { by, NO_CALLBACK } from '../harness/setup';
import { createTool } from '../harness/tool';
import { useSimulator } from '../harness/useSimulator';

// Every field of every operation, as the node's own description has it, filled by a model: so no new field is forgotten.

const { simulator, credential } = useSimulator(NO_CALLBACK);

/** What the model gives for a field: texts, as models do, for numbers and switches, too. */
const given = (): Record<string, string> => {
	const { accountId, orgId, streamId, agents, conversations } = simulator.world;
	return {
		assignTo: 'agent',
		agentId: agents[1].emailId,
		queueId: 'Billing',
		botSessionId: SESSION,
		callbackUrl: 'https://callback.invalid/x',
		sessionId: SESSION,
		conversationId: conversations[0].id,
		queueIds: QUEUE,
		agentIds: AGENT,
		skillIds: agents[0].skillIds[0],
		channel: 'liveChat',
		onlyAvailable: 'true',
		sortByFreeCapacity: 'true',
		simplify: 'false',
		at: '2026-11-24T09:00',
		channels: 'rtm',
		languages: 'en',
		returnAll: 'false',
		limit: '2',
		status: 'OPEN',
		source: 'rtm',
		language: 'en',
		accountId,
		orgId,
		streamId,
		concurrency: '1',
		requestsPerMinute: '0',
		timeout: '5000',
		rateLimitWait: '5',
		ifUnsure: 'askKore',
		signCallback: 'false',
		key: 'ticket',
		value: 'T-1',
	};
};

const MODES: Record<string, string> = { agentId: 'email', queueId: 'name' };

/** A tool does not wait, so nobody fills these. */
const isOfWaiting = ({ displayOptions }: INodeProperties) =>
	displayOptions?.show?.continueWhen?.includes('result') ?? false;

function fill({ name, type, options = [] }: INodeProperties): unknown {
	if (type === 'collection') return fillAll(options as INodeProperties[]);
	if (type === 'fixedCollection') {
		const pair = ['key', 'value'].map((field) => [field, fromModel(field)]);
		return { pair: [Object.fromEntries(pair)] };
	}
	return type === 'resourceLocator' ? by(MODES[name], fromModel(name)) : fromModel(name);
}

const fromModel = (field: string) => `={{ $fromAI('${field}', '', 'string') }}`;

const fillAll = (properties: INodeProperties[]) =>
	Object.fromEntries(
		properties
			.filter((property) => !property.noDataExpression && !isOfWaiting(property))
			.map((property) => [property.name, fill(property)]),
	);

const operations = resources.flatMap(({ option: { value: resource }, operations: all }) =>
	all.map(({ option: { value: operation }, properties }) => ({ resource, operation, properties })),
);

// The second of the simulator's, as the model names them.
const AGENT_2 = koreId('a', 2);
const QUEUE_2 = koreId('qu', 2);

/** What Kore is asked for in the end: the last part of the address, and the body. */
const ASKED: Record<string, [path: string, body?: object]> = {
	'conversation assign': ['assign-conversation', { botSessionId: SESSION, aId: AGENT_2 }],
	'conversation get': [`sessions/${SESSION}`],
	'conversation getAll': ['conversations?skip=0&limit=25&status=OPEN&source=rtm&language=en'],
	'agent get': [`agents/${AGENT_2}`],
	'agent getAll': ['agents?page=1&includeQueues=False'],
	'agent getAvailability': ['availability', { queueIds: [QUEUE], agentIds: [AGENT] }],
	'queue get': [`queues/${QUEUE_2}`],
	'queue getAll': ['queues'],
	'queue getStatistics': [QUEUE_2, { languages: ['en'], channels: ['rtm'] }],
	'queue getHours': [`operationshours/${QUEUE_2}`],
};

it.each(operations)('$resource: $operation', async ({ resource, operation, properties }) => {
	const parameters = { resource, operation, ...fillAll(properties) } as INodeParameters;
	const rows = (await createTool(credential, parameters)(given())) as IDataObject[];
	expect(rows.length).toBeGreaterThan(0);
	expect(rows.filter(({ error }) => error !== undefined)).toEqual([]);
	const { call, body, rejection } = asked(simulator).at(-1)!;
	const [path, json] = ASKED[`${resource} ${operation}`];
	expect(call).toContain(path);
	if (json) expect(body).toMatchObject(json);
	expect(rejection).toBeNull();
});

it('conversation: get, by the ID that the model gives', async () => {
	const { properties } = operations.find(
		({ resource, operation }) => resource === 'conversation' && operation === 'get',
	)!;
	const parameters = { operation: 'get', findBy: 'conversationId', ...fillAll(properties) };
	await createTool(credential, parameters)(given());
	expect(asked(simulator).at(-1)?.call).toContain(simulator.world.conversations[0].id);
});

// docs/ai-agent.md, "Set it up": n8n takes no expression there.
it('a builder alone chooses what a tool does', () => {
	const fixed = operations.flatMap(({ properties }) =>
		properties
			.filter((property) => property.noDataExpression && !isOfWaiting(property))
			.map(({ displayName }) => displayName),
	);
	expect([...new Set(fixed)].sort()).toEqual(['Continue', 'Find By']);
});

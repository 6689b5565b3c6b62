import type { INodeProperties } from 'n8n-workflow';
import { AGENT } from '../harness/ids';
import { types } from '../harness/nodes';
import { runRead, toRead } from '../harness/read';
import { NO_CALLBACK, toAgent } from '../harness/setup';
import { useSimulator } from '../harness/useSimulator';

const { simulator, credential } = useSimulator(NO_CALLBACK);

const { properties } = types.koreAgentAssist.description;

const fieldsOf = (resource: string, operation: string) =>
	properties
		.filter(({ displayOptions }) => {
			const { resource: resources, operation: operations } = displayOptions?.show ?? {};
			return resources?.includes(resource) && operations?.includes(operation);
		})
		.map(({ name }) => name);

const valuesOf = (property?: INodeProperties) =>
	property?.options?.map((option) => ('value' in option ? option.value : undefined));

it('assigns if it was saved without resource and operation, as n8n leaves defaults out', async () => {
	const { resource: _resource, operation: _operation, ...parameters } = toAgent(AGENT);
	const { rows } = await runRead({ credential, parameters });
	expect(rows).toMatchObject([{ outcome: 'accepted', agentId: AGENT }]);
	expect(simulator.requests()).toHaveLength(1);
});

it('has the operations of its contract', () => {
	const operations = properties
		.filter(({ name }) => name === 'operation')
		.map((property) => [property.displayOptions?.show?.resource?.[0], valuesOf(property)]);
	expect(Object.fromEntries(operations)).toEqual({
		conversation: ['assign', 'get', 'getAll'],
		agent: ['get', 'getAvailability', 'getAll'],
		queue: ['get', 'getHours', 'getAll', 'getStatistics'],
	});
});

it('asks each operation for its own fields', () => {
	expect(fieldsOf('agent', 'getAll')).toEqual(['returnAll', 'limit', 'simplify', 'options']);
	expect(fieldsOf('queue', 'getHours')).toEqual(['queueId', 'at', 'simplify', 'options']);
	expect(fieldsOf('conversation', 'assign')).toContain('botSessionId');
});

it.each([
	['conversation', 'fly'],
	// n8n shows the node no operation of a resource that it does not have.
	['moon', ''],
	['agent', 'assign'],
])('knows no operation of %s that is called %s', async (resource, operation) => {
	const parameters = { ...toAgent(AGENT), resource, operation };
	const { error } = await runRead({ credential, parameters });
	expect(error?.message).toBe(`The node knows no operation '${operation}' of '${resource}'`);
	expect(error?.description).toMatch(/choose its 'Resource' and 'Operation' again/);
	expect(simulator.requests()).toEqual([]);
});

it('says how the ID of an organization begins that is missing', async () => {
	const own = { ...credential, orgId: '' };
	const { error } = await runRead({ credential: own, parameters: toRead('agent', 'getAll') });
	expect(error?.message).toBe("'Organization ID' is empty");
	expect(error?.description).toContain("enter 'Organization ID' (o-…)");
});

import jwt from 'jsonwebtoken';
import type { INodeListSearchItems, INodeListSearchResult, INodeParameters } from 'n8n-workflow';
import { additionalData } from './harness/additionalData';
import { LoadOptionsContext } from './harness/n8n';
import { createWorkflow, koreNode, types } from './harness/nodes';
import { serve } from './harness/serve';
import { credentialFor, type Credential } from './harness/setup';
import { useSimulator } from './harness/useSimulator';

const { simulator, credential } = useSimulator();

// A list is kept for some minutes for a credential, so each test has one of its own.
let tests = 0;
beforeEach(() => {
	credential.subject = `test ${++tests}`;
});

type ListName = 'getAgents' | 'getQueues';

interface ListCall {
	filter?: string;
	own?: Credential;
	options?: INodeParameters;
}

/** As n8n calls it when a builder opens the list, types into it, or scrolls to its end. */
async function list(
	name: ListName,
	{ filter, token, own = credential, options = {} }: ListCall & { token?: string } = {},
) {
	const node = koreNode('koreAgentAssist', {});
	const context = new LoadOptionsContext(
		createWorkflow([node]),
		node,
		{ ...additionalData(own), currentNodeParameters: { options } },
		'parameters.agentId',
	);
	return await types.koreAgentAssist.methods.listSearch[name].call(context, filter, token);
}

/** All pages, as a builder who scrolls to the end. */
async function listAll(name: ListName, call?: ListCall) {
	const items: INodeListSearchItems[] = [];
	let token: string | undefined;
	do {
		const page: INodeListSearchResult = await list(name, { ...call, token });
		items.push(...page.results);
		token = page.paginationToken;
	} while (token);
	return items;
}

const errorOf = async (listed: Promise<INodeListSearchResult>) =>
	await listed.then(
		() => new Error('The list has not failed'),
		(error: Error) => error,
	);

it('is the same for the trigger', () => {
	const { koreAgentAssist, koreAgentAssistTrigger } = types;
	expect(koreAgentAssistTrigger.methods.listSearch).toEqual(koreAgentAssist.methods.listSearch);
});

it('lists all agents by name and address, ten at a time', async () => {
	const first = await list('getAgents');
	expect(first.results).toHaveLength(10);
	const { id, firstName, lastName, emailId } = simulator.world.agents[0];
	expect(first.results[0]).toEqual({
		name: `${firstName} ${lastName} (${emailId}) · Available`,
		value: id,
	});
	const all = await listAll('getAgents');
	expect(all.map(({ value }) => value)).toEqual(simulator.world.agents.map((agent) => agent.id));
});

it('lists all queues by name, although Kore says hasMore on the last page, too', async () => {
	const all = await listAll('getQueues');
	expect(all).toEqual(
		simulator.world.queues.map((queue) => ({ name: queue.name, value: queue.id })),
	);
	expect(simulator.requests()).toHaveLength(3);
});

it('finds by a part of the name or the ID, on every page', async () => {
	const [last] = simulator.world.agents.slice(-1);
	for (const filter of [last.emailId.toUpperCase(), last.id.slice(-6)]) {
		const { results, paginationToken } = await list('getAgents', { filter });
		expect(results.map(({ value }) => value)).toEqual([last.id]);
		expect(paginationToken).toBeUndefined();
	}
	expect((await list('getQueues', { filter: 'no such queue' })).results).toEqual([]);
});

it('uses stream, organization and account of the options, unless they are expressions', async () => {
	const { streamId, orgId, accountId } = credential;
	const wrong = { ...credential, streamId: 'st-x', orgId: 'o-x', accountId: 'x' };
	const { results } = await list('getAgents', {
		own: wrong,
		options: { streamId, orgId, accountId },
	});
	expect(results).toHaveLength(10);
	await list('getAgents', { options: { streamId: '={{ $json.stream }}' } });
});

it('says who is inactive', async () => {
	const [agent] = simulator.world.agents;
	const [queue] = simulator.world.queues;
	agent.status = 'INACTIVE';
	queue.isActive = false;
	try {
		const [{ name }] = (await list('getAgents')).results;
		expect(name).toBe('Ada Example (agent1@example.com) · inactive');
		expect((await list('getQueues')).results[0].name).toBe('Default Queue · inactive');
	} finally {
		agent.status = 'ACTIVE';
		queue.isActive = true;
	}
});

it('asks for what it has read no more: in searches, in lists, nor twice at once', async () => {
	await list('getAgents');
	await Promise.all(['zo', 'zoë'].map(async (filter) => await list('getAgents', { filter })));
	const { results } = await list('getAgents', { filter: 'Zoë Example (agent24@example.com)' });
	expect(results.map(({ value }) => value)).toEqual([simulator.world.agents[23].id]);
	expect(await listAll('getAgents')).toHaveLength(24);
	expect(simulator.requests()).toHaveLength(3);
});

it.each<[ListName, string]>([
	['getAgents', 'SmartAssist Analytics'],
	['getQueues', 'Configuration'],
])('%s says which scope is missing, and that an ID needs none', async (name, scope) => {
	const own = credentialFor(simulator, 'routingOnly');
	await expect(list(name, { own })).rejects.toMatchObject({
		name: 'NodeApiError',
		message: expect.stringMatching(
			new RegExp(`does not have the API scope '${scope}'.*publish.*'By ID'`),
		) as string,
		description: expect.stringContaining(`tick '${scope}'`) as string,
	});
});

it('says what is missing in the credential', async () => {
	await expect(
		list('getQueues', { own: { ...credential, clientSecret: '' } }),
	).rejects.toMatchObject({
		name: 'NodeOperationError',
		message: expect.stringContaining("'Client Secret' in the credential is empty") as string,
	});
	expect(simulator.requests()).toEqual([]);
});

it('ends with a server that sends its first page again and again', async () => {
	const results = Array.from({ length: 10 }, (_, i) => ({ id: `qu-${i}`, name: `Queue ${i}` }));
	const server = await serve((_request, response) => {
		response.end(JSON.stringify({ results, page: 1, hasMore: true }));
	});
	try {
		const own = { ...credential, host: server.url };
		expect(await listAll('getQueues', { own })).toHaveLength(10);
		const { results: found } = await list('getQueues', { own, filter: 'queue 3' });
		expect(found).toEqual([{ name: 'Queue 3', value: 'qu-3' }]);
	} finally {
		await server.stop();
	}
});

describe('a list that cannot be asked for', () => {
	const wrong: Array<[ListName, Partial<Credential>, RegExp]> = [
		['getAgents', { orgId: '' }, /^'Organization ID' is empty/],
		['getQueues', { streamId: '..' }, /^'Stream ID' is no ID/],
		[
			'getQueues',
			{
				authentication: 'token',
				token: jwt.sign({ appId: 'cs-1', jti: 'once' }, 'a-key-for-tests'),
			},
			/has a jti: it is good for one request\. The list would use it up/,
		],
	];
	it.each(wrong)('(%s, %j) says why, and sends nothing', async (name, change, message) => {
		await expect(list(name, { own: { ...credential, ...change } })).rejects.toThrow(message);
		expect(simulator.requests()).toEqual([]);
	});

	it('names the host that refuses the connection, and the way by ID', async () => {
		const own = { ...credential, host: 'http://127.0.0.1:1' };
		const error = await errorOf(list('getAgents', { own }));
		expect(error.message).toMatch(
			/^The server at http:\/\/127\.0\.0\.1:1 cannot be reached.*choose 'By ID'/,
		);
	});

	it.each([
		[200, '{"errors":[{"msg":"no","code":400}],"results":[]}', /reports an error in it.*: no\)/],
		[200, '[]', /not with a list as Kore does/],
		[412, '{}', /Check 'Stream ID', 'Organization ID' and 'Account ID'/],
		[429, '{}', /Wait a minute, then open the list again/],
	])('as Kore answers %d %s, speaks of itself', async (status, body, message) => {
		const server = await serve((_request, response) =>
			response.writeHead(status, { 'content-type': 'application/json' }).end(body),
		);
		try {
			const own = { ...credential, host: server.url };
			const error = await errorOf(list('getAgents', { own }));
			expect(error.message).toMatch(message);
			expect(error.message).not.toMatch(/transfer|Bot Session ID|in Options|may have accepted/);
		} finally {
			await server.stop();
		}
	});
});

it('shows of an agent or a queue what Kore tells', async () => {
	const rows = [
		{ id: 'x-1', name: 'Ada' },
		{ id: 'x-2', email: 'bo@example.com' },
		{ id: 'x-3' },
		{ id: 'x-4', name: 'Cy', email: 'cy@example.com', onlineStatus: 'Busy' },
		{ id: 'x-5', name: 'Di', onlineStatus: 'Busy', isActive: false },
	];
	const kore = await serve((_, response) => {
		response.setHeader('content-type', 'application/json');
		response.end(JSON.stringify({ results: rows, hasMore: false }));
	});
	try {
		const own = { ...credential, host: kore.url };
		const namesOf = async (name: ListName) => (await listAll(name, { own })).map((row) => row.name);
		expect(await namesOf('getAgents')).toEqual([
			'Ada',
			'bo@example.com',
			'x-3',
			'Cy (cy@example.com) · Busy',
			'Di · inactive',
		]);
		expect(await namesOf('getQueues')).toEqual(['Ada', 'x-2', 'x-3', 'Cy', 'Di · inactive']);
	} finally {
		await kore.stop();
	}
});

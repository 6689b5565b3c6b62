import type { IDataObject } from 'n8n-workflow';
import { startSimulator } from '../../kore-simulator';
import type { AppName } from '../../kore-simulator/types';
import { AGENT, QUEUE, SESSION } from '../harness/ids';
import { runRead, toRead } from '../harness/read';
import { serve } from '../harness/serve';
import { byId, credentialFor } from '../harness/setup';
import { useSimulator } from '../harness/useSimulator';

const { simulator, credential } = useSimulator();

interface Read {
	resource: string;
	operation: string;
	/** The IDs of two items. */
	ids?: [string, string];
	/** The parameter for it. */
	name?: string;
	scope: 'Configuration' | 'SmartAssist Analytics';
	/** What a message calls it. */
	wanted?: string;
	/** How a message calls what Kore answers with, and what to check if Kore takes no value. */
	answer: string;
	values: string;
}

const other = (id: string) => id.replace(/1$/, '2').replace('000001-', '000002-');

const READS: Read[] = [
	{
		resource: 'agent',
		operation: 'getAvailability',
		scope: 'Configuration',
		answer: 'agents by their state',
		values: "Check 'Queue IDs', 'Agent IDs' and 'Skill IDs'.",
	},
	{
		resource: 'agent',
		operation: 'getAll',
		scope: 'SmartAssist Analytics',
		answer: 'a list',
		values: "Check 'Organization ID' in the credential.",
	},
	{
		resource: 'agent',
		operation: 'get',
		name: 'agentId',
		ids: [AGENT, other(AGENT)],
		scope: 'SmartAssist Analytics',
		wanted: 'agent',
		answer: 'an agent',
		values: "Check 'Agent'.",
	},
	{
		resource: 'queue',
		operation: 'getAll',
		scope: 'Configuration',
		answer: 'a list',
		values: "Check 'Stream ID' in the credential.",
	},
	{
		resource: 'queue',
		operation: 'get',
		name: 'queueId',
		ids: [QUEUE, other(QUEUE)],
		scope: 'Configuration',
		wanted: 'queue',
		answer: 'a queue',
		values: "Check 'Queue'.",
	},
	{
		resource: 'queue',
		operation: 'getHours',
		name: 'queueId',
		ids: [QUEUE, other(QUEUE)],
		scope: 'Configuration',
		wanted: 'queue',
		answer: 'hours of operation',
		values: "Check 'Queue', and 'Organization ID' in the credential.",
	},
	{
		resource: 'queue',
		operation: 'getStatistics',
		name: 'queueId',
		ids: [QUEUE, other(QUEUE)],
		scope: 'SmartAssist Analytics',
		wanted: 'queue',
		answer: 'statistics of a queue',
		values: "Check 'Queue', 'Channels' and 'Languages'.",
	},
	{
		resource: 'conversation',
		operation: 'getAll',
		scope: 'SmartAssist Analytics',
		answer: 'a list',
		values: "Check 'Filters':",
	},
	{
		resource: 'conversation',
		operation: 'get',
		name: 'sessionId',
		ids: [SESSION, other(SESSION)],
		scope: 'SmartAssist Analytics',
		wanted: 'a conversation of session',
		answer: 'a conversation',
		values: "Check 'Session ID'.",
	},
];

/** The operation with the ID of its item, in the form that the parameter has. */
function parametersOf({ resource, operation, name }: Read, options: IDataObject = {}) {
	const value = '={{ $json.id }}';
	const isLocator = name === 'agentId' || name === 'queueId';
	const id = name && { [name]: isLocator ? byId(value) : value };
	return toRead(resource, operation, { ...id, options });
}

const itemsOf = ({ ids }: Read) => (ids ?? ['1', '2']).map((id) => ({ id }));

/** A server in place of Kore. */
async function elsewhere(status: number, contentType: string, body: string) {
	return await serve((_request, response) =>
		response.writeHead(status, { 'content-type': contentType }).end(body),
	);
}

describe.each(READS)('$resource: $operation', (read) => {
	const parameters = parametersOf(read);

	it('gives each item its own, in order', async () => {
		const { items, rows } = await runRead({ credential, parameters, items: itemsOf(read) });
		const paired = items.map(({ pairedItem }) => (pairedItem as { item: number }).item);
		expect(paired).toEqual([...paired].sort());
		expect(new Set(paired)).toEqual(new Set([0, 1]));
		expect(simulator.requests().every(({ rejection }) => rejection === null)).toBe(true);
		if (!read.ids) return;
		expect(rows).toHaveLength(2);
		const ids = rows.map(({ id, queueId }) => queueId ?? id);
		expect(new Set(ids).size).toBe(2);
		if (read.resource !== 'conversation') expect(ids).toEqual(read.ids);
	});

	it('names the scope that is missing', async () => {
		const { error } = await runRead({
			credential: credentialFor(simulator, 'routingOnly'),
			parameters,
			items: itemsOf(read).slice(0, 1),
		});
		expect(error?.message).toMatch(`does not have the API scope '${read.scope}' (HTTP 401`);
		expect(error?.description).toMatch(`tick '${read.scope}'`);
	});

	it('sends a failed item to the error output, with its own fields', async () => {
		const server = await elsewhere(500, 'application/json', '{"message":"Down"}');
		try {
			const { failure, success } = await runRead({
				credential: { ...credential, host: server.url },
				parameters,
				items: itemsOf(read),
				settings: { onError: 'continueErrorOutput' },
			});
			expect(success).toEqual([]);
			expect(failure).toMatchObject(
				itemsOf(read).map((item) => ({
					...item,
					error: 'Kore could not process the request (HTTP 500: Down)',
					details: { cause: 'server', httpCode: '500', maybeAccepted: false },
				})),
			);
			expect(JSON.stringify(failure)).not.toMatch(/transfer|may have accepted|Bot Session ID/);
		} finally {
			await server.stop();
		}
	});

	it.each([
		[200, '[7]', `but not with ${read.answer} as Kore does (HTTP 200)`, "Check 'Host'"],
		[412, '', 'did not accept the values of the request (HTTP 412)', read.values],
		[429, '', "Kore's limit of calls a minute", "Raise 'Wait for Rate Limit' in Options"],
	])('speaks in its own words of %d %s', async (status, body, message, remedy) => {
		const server = await elsewhere(status, 'application/json', body);
		try {
			const { error } = await runRead({
				credential: { ...credential, host: server.url },
				parameters: parametersOf(read, { rateLimitWait: 0 }),
				items: itemsOf(read).slice(0, 1),
			});
			expect(error?.message).toContain(message);
			expect(error?.message).not.toContain('of waiting');
			expect(error?.description).toContain(remedy);
		} finally {
			await server.stop();
		}
	});

	it('says so if a web page comes in place of JSON', async () => {
		const server = await elsewhere(200, 'text/html', '<!DOCTYPE html><html></html>');
		try {
			const { error } = await runRead({
				credential: { ...credential, host: server.url },
				parameters,
				items: itemsOf(read).slice(0, 1),
			});
			expect(error?.message).toMatch(/web page instead of JSON \(HTTP 200\)/);
			expect(error?.description).not.toMatch(/may have accepted/);
		} finally {
			await server.stop();
		}
	});
});

describe.each(READS.filter(({ wanted }) => wanted))('$resource: $operation', (read) => {
	it('names what Kore has not found', async () => {
		const items = [...itemsOf(read).slice(0, 1), { id: 'unknown' }];
		const { error } = await runRead({ credential, parameters: parametersOf(read), items });
		expect(error?.message).toMatch(`Kore has not found ${read.wanted} unknown (HTTP 400: Invalid`);
		expect(error?.message).toMatch(/\[item 1\]$/);
		expect(error?.description).toMatch(/Kore answered for 1 of the 2 items\.$/);
	});

	it.each([404, 200])('also if it answers %d with nothing', async (status) => {
		const server = await elsewhere(status, 'application/json', '{}');
		try {
			const { error } = await runRead({
				credential: { ...credential, host: server.url },
				parameters: parametersOf(read),
				items: [{ id: 'unknown' }],
			});
			expect(error?.message).toBe(`Kore has not found ${read.wanted} unknown (HTTP ${status})`);
		} finally {
			await server.stop();
		}
	});
});

it.each(READS.filter(({ operation }) => operation === 'getAll'))(
	'$resource: $operation waits for the rate limit, and goes on',
	async (read) => {
		const limited = await startSimulator({
			requestsPerMinute: 3,
			rateLimitWindowMs: 700,
			retryAfter: true,
		});
		try {
			const { rows, error } = await runRead({
				credential: credentialFor(limited),
				parameters: parametersOf(read, { concurrency: 1 }),
				items: [...itemsOf(read), ...itemsOf(read)],
			});
			expect(error).toBeUndefined();
			expect(rows.length).toBeGreaterThanOrEqual(40);
			expect(limited.requests().map(({ status }) => status)).toContain(429);
		} finally {
			await limited.stop();
		}
	},
);

it('needs no other scope than the one it names', async () => {
	const apps: Record<Read['scope'], AppName> = {
		Configuration: 'configurationOnly',
		'SmartAssist Analytics': 'hs256',
	};
	for (const read of READS) {
		const own = credentialFor(simulator, apps[read.scope]);
		const items = itemsOf(read).slice(0, 1);
		const { error } = await runRead({ credential: own, parameters: parametersOf(read), items });
		expect(error).toBeUndefined();
	}
});

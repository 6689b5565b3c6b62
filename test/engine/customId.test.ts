import { runAssign } from './harness/run';
import { serve } from './harness/serve';
import { by, toAgent } from './harness/setup';
import { useSimulator } from './harness/useSimulator';

const { credential } = useSimulator();

/** What becomes of an item if a server answers so when it is asked for a custom ID; the transfer it accepts. */
async function assignWith(status: number, answer: string) {
	const server = await serve((request, response) => {
		const isLookup = request.method === 'GET';
		response.writeHead(isLookup ? status : 200, { 'content-type': 'application/json' });
		response.end(isLookup ? answer : '{}');
	});
	try {
		const own = { ...credential, host: server.url };
		const parameters = toAgent('', { agentId: by('customId', '1111') });
		return await runAssign({ credential: own, parameters });
	} finally {
		await server.stop();
	}
}

it.each([
	['its sample', '[{"id":"a-1","status":"ACTIVE"}]'],
	['a list of IDs, as its text says', '["a-1"]'],
	['one agent', '{"id":"a-1"}'],
	['one ID', '"a-1"'],
	['a page', '{"results":[{"id":"a-1"}],"hasMore":false}'],
	['the same agent twice', '["a-1",{"id":"a-1"}]'],
	['others, too', '[{"id":"a-2","customId":"11112"},{"id":"a-1","customId":1111}]'],
])('takes the agent where Kore answers with %s', async (_name, answer) => {
	const { success } = await assignWith(200, answer);
	expect(success).toMatchObject([{ outcome: 'accepted', agentId: 'a-1' }]);
});

it.each([
	[200, '"OK"', /not with a list as Kore does/, /'Host'/],
	[200, '{}', /not with a list as Kore does/, /'Host'/],
	[200, '[{"id":"a-2","customId":"11112"}]', /^Kore has no agent/, /'By ID'/],
	[200, '["OK"]', /^Kore has no agent with the custom ID 1111$/, /'By ID'/],
	[200, '{"errors":[{"msg":"no","code":400}],"id":"a-1"}', /reports an error in it/, /custom ID/],
	[404, '{"errors":[{"msg":"Agent not found"}]}', /404: Agent not found/, /^Check the custom ID/],
	[400, '{"errors":[{"msg":"Invalid"}]}', /400: Invalid/, /^Check the custom ID/],
	[401, '{"message":"Scope is incorrect"}', /API scope 'Configuration'/, /'By ID'/],
	[503, '', /could not process the request/, /'By ID'/],
])('takes nobody where it answers %d %s', async (status, answer, message, remedy) => {
	const { success, error } = await assignWith(status, answer);
	expect(success).toEqual([]);
	expect(error?.message).toMatch(message);
	expect(error?.description).toMatch(remedy);
	expect(error?.description).not.toMatch(/may have accepted/);
});

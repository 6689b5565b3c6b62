import { REQUEST_HEADERS } from '../../engine/harness/sent';
import { credentialFor, NO_CALLBACK, toAgent } from '../../engine/harness/setup';
import { assignBody } from '../../kore-simulator/assignBody';
import { errorOf, resultsOf } from '../stage/execution';
import { assign, start } from '../stage/nodes';
import { agent, session } from '../stage/people';
import { workflow } from '../stage/workflow';
import type { Stage } from '../stage/stage';

const CALLBACK = 'https://callback.invalid/hook?from=kore';

export function assignScenarios(stage: () => Stage) {
	describe('an assignment', () => {
		it('to an agent is the documented request and nothing else', async () => {
			stage().simulator.setBehavior(NO_CALLBACK);
			const credential = await stage().saveCredential(credentialFor(stage().simulator));
			const node = assign(credential, toAgent(agent(2), { callbackUrl: CALLBACK }));
			const execution = await stage().run(workflow('Assign', [start(), node]));
			const [request, ...others] = stage().simulator.requests();
			const { callbackUrl } = assignBody(request);
			const { streamId, accountId, orgId, apps } = stage().simulator.world;
			const path = `/agentassist/api/v1/public/${streamId}/assign-conversation`;

			expect(execution.status).toBe('success');
			expect(others).toEqual([]);
			expect(callbackUrl).toMatch(/^https:\/\/callback\.invalid\/hook\?from=kore&token=[\w.-]+$/);
			expect(request).toMatchObject({ method: 'POST', path, status: 200 });
			expect(request.body).toBe(
				`{"callbackUrl":"${callbackUrl}","orgId":"${orgId}","aId":"${agent(2)}","botSessionId":"${session(1)}"}`,
			);
			expect(Object.keys(request.headers).sort()).toEqual(REQUEST_HEADERS);
			expect(request.headers).toMatchObject({
				accountid: accountId,
				'content-type': 'application/json',
			});
			expect(request.claims).toEqual({
				appId: apps.hs256.clientId,
				sub: 'n8n',
				iat: expect.any(Number) as number,
				exp: expect.any(Number) as number,
				jti: expect.any(String) as string,
			});
			expect(resultsOf(execution, 'Assign')).toEqual([
				{
					outcome: 'accepted',
					status: null,
					reason: null,
					botSessionId: session(1),
					sessionId: null,
					assignTo: 'agent',
					agentId: agent(2),
					queueId: null,
					requestId: expect.stringMatching(/^[\da-f-]{36}$/) as string,
					requestedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/) as string,
					completedAt: null,
					correlation: {},
					eventId: null,
					resumed: null,
					response: {},
				},
			]);
		});

		it('that Kore answers with 401 is not sent again, as n8n would', async () => {
			const { simulator } = stage();
			const data = { ...credentialFor(simulator), clientSecret: 'wrong' };
			const node = assign(await stage().saveCredential(data), toAgent(agent(2)));
			const execution = await stage().run(workflow('Wrong secret', [start(), node]));
			expect(execution.status).toBe('error');
			expect(errorOf(execution).message).toMatch(/^Kore did not accept the credential \(HTTP 401/);
			expect(simulator.requests().map(({ status }) => status)).toEqual([401]);
		});
	});
}

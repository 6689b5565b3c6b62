import { REQUEST_HEADERS } from '../../engine/harness/sent';
import { credentialFor, NO_CALLBACK, toAgent, toQueue } from '../../engine/harness/setup';
import { assignBody } from '../../kore-simulator/assignBody';
import { errorOf, resultsOf } from '../stage/execution';
import { assign, start, type Credential } from '../stage/nodes';
import { agent, queue, session } from '../stage/people';
import { workflow } from '../stage/workflow';
import type { Stage } from '../stage/stage';

const CALLBACK = 'https://callback.invalid/hook?from=kore';

export function assignScenarios(stage: () => Stage) {
	describe('an assignment', () => {
		let credential: Credential;

		beforeAll(async () => {
			credential = await stage().saveCredential(credentialFor(stage().simulator));
		});

		async function run(parameters: Record<string, unknown>) {
			stage().simulator.setBehavior(NO_CALLBACK);
			const node = assign(credential, { ...parameters, callbackUrl: CALLBACK });
			const execution = await stage().run(workflow('Assign', [start(), node]));
			expect(execution.status).toBe('success');
			const requests = stage().simulator.requests();
			expect(requests).toHaveLength(1);
			const { callbackUrl } = assignBody(requests[0]);
			expect(callbackUrl).toMatch(/^https:\/\/callback\.invalid\/hook\?from=kore&token=[\w.-]+$/);
			return { request: requests[0], callbackUrl, results: resultsOf(execution, 'Assign') };
		}

		const accepted = (target: object) => ({
			outcome: 'accepted',
			status: null,
			reason: null,
			botSessionId: session(1),
			sessionId: null,
			agentId: null,
			queueId: null,
			...target,
			requestId: expect.stringMatching(/^[\da-f-]{36}$/) as string,
			requestedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/) as string,
			completedAt: null,
			correlation: {},
			eventId: null,
			resumed: null,
			response: {},
		});

		it('to an agent is the documented request and nothing else', async () => {
			const { request, callbackUrl, results } = await run(toAgent(agent(2)));
			const { streamId, accountId, orgId, apps } = stage().simulator.world;
			const path = `/agentassist/api/v1/public/${streamId}/assign-conversation`;

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
			expect(results).toEqual([accepted({ assignTo: 'agent', agentId: agent(2) })]);
		});

		it('to a queue is the documented request and nothing else', async () => {
			const { request, callbackUrl, results } = await run(toQueue(queue(2)));
			const { streamId, accountId, orgId } = stage().simulator.world;
			const path = `/agentassist/api/v1/public/${streamId}/assign-conversation`;

			expect(request).toMatchObject({ method: 'POST', path, status: 200 });
			expect(request.body).toBe(
				`{"callbackUrl":"${callbackUrl}","orgId":"${orgId}","transferredType":"QUEUE","queueId":"${queue(2)}","botSessionId":"${session(1)}"}`,
			);
			expect(Object.keys(request.headers).sort()).toEqual(REQUEST_HEADERS);
			expect(request.headers.accountid).toBe(accountId);
			expect(results).toEqual([accepted({ assignTo: 'queue', queueId: queue(2) })]);
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

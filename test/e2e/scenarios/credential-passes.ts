import jwt from 'jsonwebtoken';

import { credentialFor } from '../../engine/harness/setup';
import { jsonOf } from '../stage/execution';
import { httpRequest, start } from '../stage/nodes';
import { workflow } from '../stage/workflow';
import type { AppName } from '../../kore-simulator/types';
import type { Queue } from '../../kore-simulator/world/types';
import type { Stage } from '../stage/stage';

export function credentialPassesScenarios(stage: () => Stage) {
	describe('a credential that works', () => {
		const calls = () =>
			stage()
				.simulator.requests()
				.map(({ method, status }) => `${method} ${status}`);

		const saveAndTest = async (data: object) => {
			const { id } = await stage().saveCredential(data);
			return await stage().builder.testCredential(id);
		};

		it.each(['hs256', 'hs512', 'rs256', 'rs512', 'enforceJti'] as const)(
			'passes with the JWT app %s, after two calls that change nothing in Kore',
			async (app) => {
				expect(await saveAndTest(credentialFor(stage().simulator, app))).toEqual({
					status: 'OK',
					message:
						"Kore accepted the credential. Whether the app has 'Routing' shows with the first transfer.",
				});
				expect(calls()).toEqual(['GET 200', 'GET 200']);
			},
		);

		it.each<[AppName, string]>([
			['routingOnly', "'Configuration' and 'SmartAssist Analytics'"],
			['configurationOnly', "'SmartAssist Analytics'"],
		])('passes with the JWT app %s and says which scopes it has not', async (app, scopes) => {
			const { status, message } = await saveAndTest(credentialFor(stage().simulator, app));
			expect(status).toBe('OK');
			expect(message).toContain(`does not have the API scope ${scopes}: fine for assigning by ID`);
		});

		it('passes with a pasted token that Kore takes once, without using it up', async () => {
			const { clientId, clientSecret, ...ids } = credentialFor(stage().simulator);
			const claims = { appId: clientId, sub: 'n8n', jti: 'once' };
			const token = jwt.sign(claims, clientSecret, { expiresIn: '5m' });
			const pasted = { ...ids, authentication: 'token', token };
			expect(await saveAndTest(pasted)).toMatchObject({
				status: 'OK',
				message: expect.stringContaining('Not sent to Kore') as string,
			});
			expect(calls()).toEqual([]);
		});

		it('does not give its secrets back to the editor', async () => {
			const secrets = {
				clientSecret: 'secret-1',
				privateKey: 'secret-2',
				token: 'secret-3',
				callbackSecret: 'secret-4',
			};
			const { id } = await stage().saveCredential({
				...credentialFor(stage().simulator),
				...secrets,
			});
			const { data } = await stage().builder.credential(id);
			expect(Object.keys(data)).toEqual(expect.arrayContaining(Object.keys(secrets)));
			expect(JSON.stringify(data)).not.toContain('secret-');
		});

		it("authenticates n8n's HTTP Request node for Kore's other APIs", async () => {
			const data = credentialFor(stage().simulator);
			const url = `${data.host}/agentassist/api/v1/public/${data.streamId}/queues`;
			const credential = await stage().saveCredential(data);
			const execution = await stage().run(
				workflow('List queues', [start(), httpRequest(credential, url)]),
			);
			expect(execution.status).toBe('success');
			const { queues } = stage().simulator.world;
			const [{ results }] = jsonOf<{ results: Queue[] }>(execution, 'Request');
			expect(results[0].id).toBe(queues[0].id);
		});
	});
}

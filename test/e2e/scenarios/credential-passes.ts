import { credentialFor } from '../../engine/harness/setup';
import { jsonOf } from '../stage/execution';
import { httpRequest, start } from '../stage/nodes';
import { workflow } from '../stage/workflow';
import type { Queue } from '../../kore-simulator/world/types';
import type { Stage } from '../stage/stage';

export function credentialPassesScenarios(stage: () => Stage) {
	describe('a credential that works', () => {
		it('passes after two calls that change nothing in Kore', async () => {
			const { id } = await stage().saveCredential(credentialFor(stage().simulator, 'rs256'));
			expect(await stage().builder.testCredential(id)).toEqual({
				status: 'OK',
				message:
					"Kore accepted the credential. Whether the app has 'Routing' shows with the first transfer.",
			});
			const calls = stage().simulator.requests();
			expect(calls.map(({ method, status }) => `${method} ${status}`)).toEqual([
				'GET 200',
				'GET 200',
			]);
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

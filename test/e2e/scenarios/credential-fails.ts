import { serve } from '../../engine/harness/serve';
import { credentialFor } from '../../engine/harness/setup';
import type { Stage } from '../stage/stage';

/** That n8n shows the node's words; every message: test/engine/credentialTest.test.ts. */
export function credentialFailsScenarios(stage: () => Stage) {
	describe('the test of a credential fails', () => {
		const error = (message: RegExp) => ({
			status: 'Error',
			message: expect.stringMatching(message) as string,
		});

		it('for a change that is not saved yet, and passes without it', async () => {
			const { id } = await stage().saveCredential(credentialFor(stage().simulator));
			const { builder } = stage();
			expect(await builder.testCredential(id, { clientSecret: 'wrong' })).toEqual(
				error(
					/^Kore did not accept the credential \(HTTP 401: Invalid SDK credentials\)\. Compare/,
				),
			);
			expect(await builder.testCredential(id)).toMatchObject({ status: 'OK' });
		});

		// n8n, depending on its version, refuses to save it; it may be asked to test it all the same.
		it('without a stream ID', async () => {
			const { id } = await stage().saveCredential(credentialFor(stage().simulator));
			const result = await stage().builder.testCredential(id, { streamId: '' });
			expect(result).toEqual(error(/^'Stream ID' is empty/));
		});

		it('for a server that does not answer', async () => {
			const silent = await serve(() => {});
			try {
				const data = { ...credentialFor(stage().simulator), host: silent.url };
				const { id } = await stage().saveCredential(data);
				expect(await stage().builder.testCredential(id)).toEqual(
					error(/^Kore did not answer within 10 seconds/),
				);
			} finally {
				await silent.stop();
			}
		});
	});
}

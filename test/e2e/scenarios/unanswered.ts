import { credentialFor, NO_CALLBACK, RETRY, toAgent } from '../../engine/harness/setup';
import { errorOf } from '../stage/execution';
import { assign, start } from '../stage/nodes';
import { agent } from '../stage/people';
import { workflow } from '../stage/workflow';
import type { Stage } from '../stage/stage';

/** Every other way in which an answer fails to come: test/engine/hostileKore.test.ts, messages.test.ts. */
export function unansweredScenarios(stage: () => Stage) {
	describe('a request that gets no answer, with Retry On Fail,', () => {
		async function failWith(data: object) {
			const node = assign(await stage().saveCredential(data), toAgent(agent(1)), RETRY);
			const execution = await stage().run(workflow('Unanswered', [start(), node]));
			expect(execution.status).toBe('error');
			return errorOf(execution);
		}

		it('was not sent, if nothing listens there', async () => {
			const host = 'http://127.0.0.1:1';
			const error = await failWith({ ...credentialFor(stage().simulator), host });
			expect(error.message).toMatch(/^The server at \S+ cannot be reached/);
			expect(error.description).toMatch(/^Nothing was sent/);
		});

		it('was sent once, if TLS is damaged after it', async () => {
			const { secure } = stage();
			if (!secure) throw new Error('this stage has no simulator over TLS');
			secure.setBehavior({ ...NO_CALLBACK, answer: { fault: 'tlsDamage' } });
			const error = await failWith(credentialFor(secure));
			expect(error.message).toMatch(/^The connection to https:\S+ broke off before an answer came/);
			expect(error.description).toMatch(/may have accepted the transfer nevertheless/);
			expect(secure.accepted()).toMatchObject([{ read: 1, accepted: 1 }]);
		});
	});
}

import { startSimulator } from '../../kore-simulator';
import { credentialFor, NO_CALLBACK, toAgent } from '../../engine/harness/setup';
import { errorOf } from '../stage/execution';
import { assign, start } from '../stage/nodes';
import { agent } from '../stage/people';
import { workflow } from '../stage/workflow';
import type { Stage } from '../stage/stage';

const SENT = /may have accepted the transfer nevertheless/;
const NOT_SENT = /^Nothing was sent/;

const ADDRESSES: Array<[string, string, RegExp, RegExp]> = [
	['an unknown host', 'kore.invalid', /^No server has the name of https:\/\/kore\.inv/, NOT_SENT],
	['a closed port', 'http://127.0.0.1:1', /^The server at \S+ cannot be reached/, NOT_SENT],
];

const FAULTS: Array<['hang' | 'reset', RegExp]> = [
	['hang', /^Kore did not answer within 0\.5 seconds/],
	['reset', /^The connection to \S+ broke off before an answer came/],
];

/** n8n takes a wait of 0 for none given, and waits a second. */
const RETRY = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };

const TLS_FAULTS: Array<'tlsDamage' | 'tlsBadRecord' | 'tlsAlert'> = [
	'tlsDamage',
	'tlsBadRecord',
	'tlsAlert',
];

export function unansweredScenarios(stage: () => Stage) {
	describe('a request that gets no answer says whether it was sent:', () => {
		/** @param changes of the credential */
		async function failWith(changes?: object, settings = {}) {
			const data = { ...credentialFor(stage().simulator), ...changes };
			const credential = await stage().saveCredential(data);
			const parameters = toAgent(agent(1), { options: { timeout: 500 } });
			const execution = await stage().run(
				workflow('Unanswered', [start(), assign(credential, parameters, settings)]),
			);
			expect(execution.status).toBe('error');
			return errorOf(execution);
		}

		it.each(ADDRESSES)('%s', async (_name, host, message, advice) => {
			const error = await failWith({ host });
			expect(error.message).toMatch(message);
			expect(error.description).toMatch(advice);
		});

		it('a certificate that is not trusted', async () => {
			const untrusted = await startSimulator({ https: true });
			try {
				const error = await failWith({ host: untrusted.url });
				expect(error.message).toMatch(/^The TLS certificate of \S+ is not trusted/);
				expect(error.description).toMatch(NOT_SENT);
			} finally {
				await untrusted.stop();
			}
		});

		it.each(FAULTS)('a server that answers with a %s', async (fault, message) => {
			const { simulator } = stage();
			simulator.setBehavior({ ...NO_CALLBACK, answer: { fault } });
			const error = await failWith();
			expect(error.message).toMatch(message);
			expect(error.description).toMatch(SENT);
			expect(simulator.requests()).toHaveLength(1);
		});

		it.each(TLS_FAULTS)('%s after the request, with Retry On Fail: sent once', async (fault) => {
			const { secure } = stage();
			if (!secure) throw new Error('this stage has no simulator over TLS');
			secure.setBehavior({ ...NO_CALLBACK, answer: { fault } });
			const error = await failWith(credentialFor(secure), RETRY);
			expect(error.message).toMatch(/^The connection to https:\S+ broke off before an answer came/);
			expect(error.description).toMatch(SENT);
			expect(secure.accepted()).toMatchObject([{ read: 1, accepted: 1 }]);
		});
	});
}

import { credentialFor, NO_CALLBACK, toAgent } from '../../engine/harness/setup';
import { assignBody } from '../../kore-simulator/assignBody';
import { errorOf, resultsOf } from '../stage/execution';
import { assign, rows, start } from '../stage/nodes';
import { agent, queue, session } from '../stage/people';
import { workflow } from '../stage/workflow';
import type { Stage } from '../stage/stage';

const ANSWER_MS = 150;
const DEFAULT_TIMEOUT_MS = 30_000;

/** @param field of the item */
const from = (field: string) => `={{ $json.${field} }}`;

const idFrom = (field: string) => ({ __rl: true, mode: 'id', value: from(field) });

export function expressionScenarios(stage: () => Stage) {
	describe('an expression', () => {
		/** @param changes of the credential */
		const save = async (changes?: Record<string, unknown>) =>
			await stage().saveCredential({ ...credentialFor(stage().simulator), ...changes });

		it('works in every field of the request, for each item by itself', async () => {
			const { simulator } = stage();
			const { streamId, orgId, accountId } = simulator.world;
			const { host, clientId } = credentialFor(simulator);
			simulator.setBehavior(NO_CALLBACK);
			const ids = { streamId, orgId, accountId, agent: agent(3), queue: queue(3) };
			const first = { to: 'agent', bot: session(1), url: `${host}/a`, sign: true };
			const second = { to: 'queue', bot: session(2), url: `${host}/b`, sign: false };
			// With these IDs Kore refuses a request, unless Options replaces them.
			const others = { streamId: 'st-other', orgId: 'o-other', accountId: 'other' };
			const node = assign(await save(others), {
				resource: 'conversation',
				operation: 'assign',
				assignTo: from('to'),
				agentId: idFrom('agent'),
				queueId: idFrom('queue'),
				botSessionId: from('bot'),
				callbackUrl: from('url'),
				options: {
					streamId: from('streamId'),
					orgId: from('orgId'),
					accountId: from('accountId'),
					signCallback: from('sign'),
					correlationData: { pair: [{ key: from('label'), value: from('number') }] },
				},
			});
			const table = [
				{ ...ids, ...first, label: 'ticket', number: 17 },
				{ ...ids, ...second, label: 'case', number: 'C-4' },
			];
			const execution = await stage().run(workflow('Expressions', [start(), ...rows(table), node]));

			expect(execution.status).toBe('success');
			const empty = { agentId: null, queueId: null };
			expect(resultsOf(execution, 'Assign')).toMatchObject([
				{ ...empty, agentId: agent(3), botSessionId: session(1), correlation: { ticket: '17' } },
				{ ...empty, queueId: queue(3), botSessionId: session(2), correlation: { case: 'C-4' } },
			]);
			const requests = simulator.requests();
			expect(requests.map(({ status }) => status)).toEqual([200, 200]);
			expect(requests.map(({ claims }) => claims?.appId)).toEqual([clientId, clientId]);
			const bodies = requests.map(assignBody);
			const [toTheAgent] = bodies.filter(({ aId }) => aId === agent(3));
			const [toTheQueue] = bodies.filter(({ queueId }) => queueId === queue(3));
			expect(toTheAgent.callbackUrl).toMatch(/\/a\?token=[\w.-]+$/);
			expect(toTheQueue.callbackUrl).toBe(`${host}/b`);
		});

		async function runWith(row: object, count: number, options: Record<string, unknown>) {
			const parameters = toAgent(agent(1), { botSessionId: from('bot'), options });
			const table = Array.from({ length: count }, (_, i) => ({ ...row, bot: session(i) }));
			const node = assign(await save(), parameters);
			return await stage().run(workflow('Options', [start(), ...rows(table), node]));
		}

		it('works in Concurrency', async () => {
			const { simulator } = stage();
			simulator.setBehavior({ ...NO_CALLBACK, answer: { delayMs: ANSWER_MS } });
			await runWith({ atOnce: 1 }, 3, { concurrency: from('atOnce') });
			const times = simulator.requests().map(({ atMonotonic }) => atMonotonic);
			expect(times).toHaveLength(3);
			expect(times[1] - times[0]).toBeGreaterThanOrEqual(ANSWER_MS - 10);
			expect(times[2] - times[1]).toBeGreaterThanOrEqual(ANSWER_MS - 10);
		});

		it('works in Requests per Minute: the 61st does not wait for the next minute', async () => {
			stage().simulator.setBehavior(NO_CALLBACK);
			const execution = await runWith({ limit: 0 }, 61, { requestsPerMinute: from('limit') });
			expect(resultsOf(execution, 'Assign')).toHaveLength(61);
		});

		it('works in Timeout', async () => {
			const { simulator } = stage();
			simulator.setBehavior({ ...NO_CALLBACK, answer: { fault: 'hang' } });
			const started = Date.now();
			const { status } = await runWith({ patience: 300 }, 1, { timeout: from('patience') });
			expect(status).toBe('error');
			expect(simulator.requests()).toHaveLength(1);
			expect(Date.now() - started).toBeLessThan(DEFAULT_TIMEOUT_MS);
		});

		it('works in Wait for Rate Limit', async () => {
			const { simulator } = stage();
			// Else the account's other calls would hold back for a minute.
			const answer = { status: 429, headers: { 'Retry-After': '1' } };
			simulator.setBehavior({ ...NO_CALLBACK, answer });
			const execution = await runWith({ patience: 0 }, 1, { rateLimitWait: from('patience') });
			expect(execution.status).toBe('error');
			expect(errorOf(execution).message).toMatch(/^Kore's limit of calls a minute/);
			expect(simulator.requests()).toHaveLength(1);
		});
	});
}

import fs from 'node:fs/promises';

import { keysOf } from '../../../engine/harness/sent';
import { credentialFor } from '../../../engine/harness/setup';
import { signCallbackUrl } from '../../../../dist/nodes/shared/callback/token';
import { settledExecution } from '../../n8n-host/wait';
import { jsonOf } from '../../stage/execution';
import { endOfExample, importExample } from '../example';
import { NEVER, post, runNameOf, SESSION, type Play } from '../play';
import { TRIGGER_PATH } from '../workflows';
import { threeItems } from './execute-once';

// n8n looks once a minute for executions whose limit is over.
const LIMIT_MS = 150_000;

export function patienceScenarios({ stage, start, callbackUrls, seen, clear }: Play) {
	let late = '';
	let once = '';
	let example = '';
	// All at the same time, as each takes a minute or two.
	beforeAll(async () => {
		clear();
		stage().simulator.setBehavior(NEVER);
		({ id: late } = await start('direct', { limit: 0.02, run: 'late' }));
		const { rest, simulator } = stage();
		({ id: once } = await start('once', { items: threeItems(simulator, { limit: 0.02 }) }));
		example = await rest.run(await importExample(rest, { waitLimit: 0.02 }), 'Start');
	}, 60_000);

	it(
		'goes on with timedOut and the facts of the request when its limit is over',
		async () => {
			const results = await seen('result', 2, LIMIT_MS);
			expect(results.find(({ correlation }) => correlation.run === 'late')).toMatchObject({
				outcome: 'timedOut',
				botSessionId: SESSION,
				assignTo: 'agent',
				requestId: expect.any(String) as string,
				correlation: { run: 'late' },
			});
			const execution = await settledExecution(stage().rest, late);
			expect(runNameOf(execution)).toBe('late');
			expect((await post(callbackUrls()[0])).status).toBe(409);
		},
		LIMIT_MS,
	);

	it(
		'goes on with timedOut also where Execute Once leaves it one of three items',
		async () => {
			const results = await seen('result', 2, LIMIT_MS);
			const [first] = threeItems(stage().simulator);
			expect(results.filter(({ correlation }) => correlation.run !== 'late')).toMatchObject([
				{ outcome: 'timedOut', botSessionId: first.session, correlation: { run: first.run } },
			]);
			expect((await settledExecution(stage().rest, once)).status).toBe('success');
		},
		LIMIT_MS,
	);

	it(
		'has the example tell the supervisor instead of sending the conversation on',
		async () => {
			const execution = await endOfExample(stage().rest, example, LIMIT_MS);
			const [told] = jsonOf(execution, 'Tell the Supervisor');
			expect(told.message).toMatch(/^T-1001: not known who has session/);
			expect(callbackUrls()).toHaveLength(3);
		},
		LIMIT_MS,
	);

	// With every other address: test/engine/resume.test.ts.
	it('emits the event, posts nothing, and logs why, if a token names an address of another server', async () => {
		const { simulator, n8n } = stage();
		const before = simulator.requests().length;
		const resumeUrl = `${simulator.url}/webhook-waiting/999999/node?signature=none`;
		const now = Date.now();
		const url = signCallbackUrl(
			`${n8n.url}webhook/${TRIGGER_PATH}/webhook`,
			{
				requestId: 'forged',
				botSessionId: SESSION,
				target: { assignTo: 'agent', id: 'a-1' },
				requestedAt: now,
				executionId: '999999',
				workflowId: 'x',
				correlation: {},
				wait: { answeredBy: now, until: now + 60_000, resumeUrl },
			},
			keysOf(credentialFor(simulator)),
		);
		expect((await post(url)).status).toBe(200);
		expect(await seen('event', 1)).toMatchObject([{ outcome: 'transferred', resumed: false }]);
		expect(simulator.requests()).toHaveLength(before);
		const log = await fs.readFile(n8n.logFile, 'utf8');
		expect(log.match(/could not resume execution 999999.*WEBHOOK_URL/g)).toHaveLength(1);
	});
}

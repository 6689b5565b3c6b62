'use strict';

const fs = require('node:fs/promises');
const { callbackKey, readCredential } = require('../../../../dist/nodes/shared/credential');
const { signCallbackUrl } = require('../../../../dist/nodes/shared/callbackToken');
const { settledExecution, until } = require('../../n8n-host/wait');
const { jsonOf } = require('../../stage/execution');
const { endOfExample, importExample } = require('../example');
const { NEVER, post, SESSION } = require('../play');
const { TRIGGER_PATH } = require('../workflows');

// n8n looks once a minute for executions whose limit is over; the trigger tries for 90 s to resume one.
const LIMIT_MS = 150_000;

/** @param {import('../play').Play} play */
module.exports = ({ stage, start, callbackUrls, seen, clear }) => {
	let late = '';
	let example = '';
	let answered = 0;
	// All at the same time, as each takes a minute or two.
	beforeAll(async () => {
		clear();
		stage().simulator.setBehavior(NEVER);
		({ id: late } = await start('direct', { limit: 0.02, run: 'late' }));
		const { rest } = stage();
		example = await rest.run(await importExample(rest, { waitLimit: 0.02 }), 'Start');
		answered = (await post(unreachable(stage()))).status;
	}, 60_000);

	it(
		'goes on with timedOut and the facts of the request when its limit is over',
		async () => {
			const [result] = await seen('result', 1, LIMIT_MS);
			expect(result).toMatchObject({
				outcome: 'timedOut',
				botSessionId: SESSION,
				assignTo: 'agent',
				requestId: expect.any(String),
				correlation: { run: 'late' },
			});
			const { data } = await settledExecution(stage().rest, late);
			expect(data.resultData.runData.Start[0].data.main[0][0].json.body.run).toBe('late');
			expect((await post(callbackUrls()[0])).status).toBe(409);
		},
		LIMIT_MS,
	);

	it(
		'has the example tell the supervisor instead of sending the conversation on',
		async () => {
			const execution = await endOfExample(stage().rest, example, LIMIT_MS);
			const [told] = jsonOf(execution, 'Tell the Supervisor');
			expect(told.message).toMatch(/^T-1001: not known who has session/);
			expect(callbackUrls()).toHaveLength(2);
		},
		LIMIT_MS,
	);

	it(
		'emits the event although the resume URL cannot be reached',
		async () => {
			expect(answered).toBe(200);
			const event = await until('the event', LIMIT_MS, async () =>
				stage().counter.seen.event.find(({ requestId }) => requestId === 'unreachable'),
			);
			expect(event).toMatchObject({ outcome: 'transferred', resumed: false });
			const log = await fs.readFile(stage().n8n.logFile, 'utf8');
			expect(log).toMatch(/could not resume execution 999999.*WEBHOOK_URL/);
		},
		LIMIT_MS,
	);
};

/** The trigger's URL for a request whose execution has an address where nobody listens. @param {import('../stage').Stage} stage */
function unreachable({ simulator, n8n }) {
	const { apps, ...ids } = simulator.world;
	const key = callbackKey(readCredential({ ...ids, ...apps.hs256 }));
	return signCallbackUrl(
		`${n8n.url}webhook/${TRIGGER_PATH}/webhook`,
		{
			requestId: 'unreachable',
			botSessionId: SESSION,
			target: { assignTo: 'agent', id: 'a-1' },
			requestedAt: Date.now(),
			executionId: '999999',
			workflowId: 'x',
			correlation: {},
			resumeUrl: 'http://127.0.0.1:1/webhook-waiting/999999/node?signature=none',
		},
		/** @type {Buffer} */ (key),
	);
}

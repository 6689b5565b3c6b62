'use strict';

const axios = require('axios');
const { FINAL } = require('../../kore-simulator');
const { callbackKey, readCredential } = require('../../../dist/nodes/shared/credential');
const { signCallbackUrl } = require('../../../dist/nodes/shared/callbackToken');
const { settledExecution, until } = require('../n8n-host/wait');
const { forge } = require('./forge');
const { setTheStage } = require('./stage');
const { TRIGGER_PATH } = require('./workflows');

/** @type {import('./stage').Stage} */
let stage;
const never = { callback: { when: /** @type {const} */ ('never') } };
const SESSION = '6538f8a3c9cf425ee5cf0001';

beforeAll(async () => {
	stage = await setTheStage();
}, 180_000);
beforeEach(() => {
	stage.simulator.reset();
	stage.counter.reset();
});
afterAll(async () => await stage?.stop());

/** Starts a workflow and returns its execution as soon as it has ended or waits. */
async function start(/** @type {string} */ way, /** @type {object} */ body = {}) {
	const workflowId = `waiting${way[0].toUpperCase()}${way.slice(1)}`;
	const before = new Set((await stage.rest.executions({ workflowId })).map(({ id }) => id));
	const agent = stage.simulator.world.agents[0].id;
	await axios.post(`${stage.n8n.url}webhook/start-${way}`, { session: SESSION, agent, ...body });
	const { id } = await until('the execution to start', 10_000, async () =>
		(await stage.rest.executions({ workflowId })).find((execution) => !before.has(execution.id)),
	);
	return await settledExecution(stage.rest, id);
}

const callbackUrls = () =>
	stage.simulator.requests().map(({ json }) => String(/** @type {any} */ (json).callbackUrl));

/** @param {string} url @param {object} [body] */
const post = async (url, body = { status: 'transferred' }) =>
	await axios.post(url, body, { validateStatus: () => true });

const results = async (/** @type {number} */ count, limitMs = 20_000) =>
	await until(`${count} results`, limitMs, async () =>
		stage.counter.seen.result.length >= count ? stage.counter.seen.result : undefined,
	);
const events = async (/** @type {number} */ count, limitMs = 20_000) =>
	await until(`${count} events`, limitMs, async () =>
		stage.counter.seen.event.length >= count ? stage.counter.seen.event : undefined,
	);

describe.each(['direct', 'trigger'])('a waiting execution (%s)', (way) => {
	it('goes on with the result, linked to its item', async () => {
		stage.simulator.setBehavior(never);
		const { id, status } = await start(way, { run: 'one' });
		expect(status).toBe('waiting');
		const [url] = callbackUrls();
		expect((await post(url, { status: 'failed', reason: 'busy', sessionId: 'x' })).status).toBe(
			200,
		);

		expect(await results(1)).toMatchObject([
			{
				outcome: 'failed',
				reason: 'busy',
				botSessionId: SESSION,
				correlation: { run: 'one' },
				resumed: null,
			},
		]);
		const done = await settledExecution(stage.rest, id);
		expect(done.status).toBe('success');
		const { runData } = done.data.resultData;
		expect(runData.Assign.at(-1).data.main[0][0].pairedItem).toEqual({ item: 0 });
		// What the node before shows is not changed by the wait.
		expect(runData.Start[0].data.main[0][0].json.body.run).toBe('one');
	});

	it('is not resumed by a forged callback, and then by the genuine one, once', async () => {
		stage.simulator.setBehavior(never);
		const { id } = await start(way);
		const [url] = callbackUrls();
		for (const forged of [
			forge(url),
			url.replace(/token=[^&]+/, ''),
			url.replace(/token=[^&]+/, 'token=x'),
		]) {
			expect((await post(forged)).status).toBe(401);
		}
		expect((await stage.rest.execution(id)).status).toBe('waiting');
		const answers = await Promise.all([post(url), post(url), post(url)]);
		expect(answers.some(({ status }) => status === 200)).toBe(true);
		await results(1);
		if (way === 'trigger') {
			expect((await events(3)).filter(({ resumed }) => resumed)).toHaveLength(1);
		}
		expect(stage.counter.seen.result).toHaveLength(1);
	});

	it('does not wait if the answer to the request is the result', async () => {
		stage.simulator.setBehavior({ ...never, answer: { body: FINAL } });
		const { status } = await start(way);
		expect(status).toBe('success');
		expect(await results(1)).toMatchObject([{ outcome: 'transferred' }]);
	});

	it('survives a restart of n8n', async () => {
		stage.simulator.setBehavior(never);
		await start(way);
		const [url] = callbackUrls();
		await stage.n8n.kill();
		await stage.n8n.restart();
		await until(
			'the webhooks after the restart',
			20_000,
			async () => (await post(forge(url))).status === 401,
		);
		expect((await post(url)).status).toBe(200);
		expect(await results(1)).toMatchObject([{ outcome: 'transferred' }]);
	}, 60_000);
});

it('loses no callback that comes before the answer to the request', async () => {
	stage.simulator.setBehavior({ callback: { when: 'before' } });
	await start('trigger');
	expect(await results(1)).toMatchObject([{ outcome: 'transferred' }]);
	expect(await events(1)).toMatchObject([{ outcome: 'transferred', resumed: true }]);
});

it('resumes in a loop only the turn that a callback belongs to', async () => {
	stage.simulator.setBehavior(never);
	const agent = stage.simulator.world.agents[0].id;
	const items = ['a', 'b', 'c'].map((run) => ({
		run,
		agent,
		session: `6538f8a3c9cf425ee5cf000${run}`,
	}));
	await start('loop', { items });
	for (const turn of [1, 2, 3]) {
		await until('the next turn', 10_000, async () => callbackUrls().length === turn);
		const urls = callbackUrls();
		// The callbacks of the turns before come again, late, and resume nothing.
		for (const late of urls.slice(0, -1)) expect((await post(late)).status).toBe(200);
		expect(stage.counter.seen.result).toHaveLength(turn - 1);
		expect((await post(urls.at(-1) ?? '')).status).toBe(200);
		await results(turn);
	}
	expect(stage.counter.seen.result.map(({ correlation }) => correlation.run)).toEqual([
		'a',
		'b',
		'c',
	]);
	expect((await events(6)).filter(({ resumed }) => resumed)).toHaveLength(3);
});

it('goes on with timedOut and the facts of the request when its limit is over', async () => {
	stage.simulator.setBehavior(never);
	const { id } = await start('direct', { limit: 0.02, run: 'late' });
	const [result] = await results(1, 130_000);
	expect(result).toMatchObject({
		outcome: 'timedOut',
		botSessionId: SESSION,
		assignTo: 'agent',
		requestId: expect.any(String),
		correlation: { run: 'late' },
	});
	const { data } = await settledExecution(stage.rest, id);
	expect(data.resultData.runData.Start[0].data.main[0][0].json.body.run).toBe('late');
	expect((await post(callbackUrls()[0])).status).toBe(409);
}, 150_000);

it('emits the event although the resume URL cannot be reached', async () => {
	const { apps, ...ids } = stage.simulator.world;
	const key = callbackKey(readCredential({ ...ids, ...apps.hs256 }));
	const url = signCallbackUrl(
		`${stage.n8n.url}webhook/${TRIGGER_PATH}/webhook`,
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
	expect((await post(url)).status).toBe(200);
	expect(await events(1, 120_000)).toMatchObject([{ requestId: 'unreachable', resumed: false }]);
	const log = require('node:fs').readFileSync(stage.n8n.logFile, 'utf8');
	expect(log).toMatch(/could not resume execution 999999.*WEBHOOK_URL/);
}, 130_000);

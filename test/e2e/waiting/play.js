'use strict';

const axios = require('axios');
const { settledExecution, until } = require('../n8n-host/wait');

/** The bot session of a transfer that names no other. */
const SESSION = '6538f8a3c9cf425ee5cf0001';

/** The simulator posts no callback: the test does. */
const NEVER = { callback: { when: /** @type {const} */ ('never') } };

/** @param {string} url @param {object} [body] */
const post = async (url, body = { status: 'transferred' }) =>
	await axios.post(url, body, { validateStatus: () => true });

/**
 * What the tests do on the stage.
 * @typedef {ReturnType<typeof createPlay>} Play
 * @param {() => import('./stage').Stage} stage
 */
function createPlay(stage) {
	/** Starts a workflow and returns its execution as soon as it has ended or waits. */
	async function start(/** @type {string} */ way, /** @type {object} */ body = {}) {
		const { rest, n8n, simulator } = stage();
		const workflowId = `waiting${way[0].toUpperCase()}${way.slice(1)}`;
		const before = new Set((await rest.executions({ workflowId })).map(({ id }) => id));
		const agent = simulator.world.agents[0].id;
		await axios.post(`${n8n.url}webhook/start-${way}`, { session: SESSION, agent, ...body });
		const { id } = await until('the execution to start', 10_000, async () =>
			(await rest.executions({ workflowId })).find((execution) => !before.has(execution.id)),
		);
		return await settledExecution(rest, id);
	}

	/** Of all requests, in their order. */
	const callbackUrls = () =>
		stage()
			.simulator.requests()
			.map(({ json }) => String(/** @type {any} */ (json).callbackUrl));

	/** What has come out so far, as soon as there are `count`. @param {'result' | 'event'} kind @param {number} count @param {number} [limitMs] */
	const seen = async (kind, count, limitMs = 20_000) =>
		await until(`${count} of ${kind}`, limitMs, async () => {
			const all = stage().counter.seen[kind];
			return all.length >= count ? all : undefined;
		});

	/** To be called before each test: nothing of the one before is seen. */
	const clear = () => {
		stage().simulator.reset();
		stage().counter.reset();
	};

	return { stage, start, callbackUrls, seen, clear };
}

module.exports = { createPlay, NEVER, post, SESSION };

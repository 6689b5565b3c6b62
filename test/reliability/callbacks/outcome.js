'use strict';

const fs = require('node:fs');
const readline = require('node:readline');
const { until } = require('../../e2e/n8n-host/wait');
const { jsonOf } = require('../../e2e/stage/execution');
const { leaks } = require('../../hostile/secrets');
const { readExecutions } = require('../kills/executions');

/** An execution that should not be may come a moment after the last that should. */
const SETTLED_MS = 2_000;

/** How many executions each kind has started. @param {import('./stage').Stage} scene @param {number} expected in all */
async function countStarted(scene, expected) {
	const { stage, nameOf } = scene;
	await until(`${expected} executions`, 60_000, async () => (await ids(scene)).length >= expected);
	await new Promise((resolve) => setTimeout(resolve, SETTLED_MS));
	/** @type {Record<string, number>} */
	const started = {};
	for (const id of await ids(scene)) {
		const [event] = jsonOf(await stage.finished(id), 'Result');
		const kind = nameOf(event?.botSessionId);
		started[kind] = (started[kind] ?? 0) + 1;
	}
	return started;
}

/** @param {import('./stage').Stage} scene @returns {Promise<string[]>} of all the trigger's executions */
const ids = async ({ stage, receiverId }) =>
	(await readExecutions(stage.builder, [receiverId])).map(({ id }) => id);

/** Line by line: n8n's debug log may be longer than a string can be. @param {string} file @param {string[]} secrets */
async function leaksOfLog(file, secrets) {
	/** @type {Set<string>} */
	const found = new Set();
	let lines = 0;
	for await (const line of readline.createInterface(fs.createReadStream(file))) {
		lines += 1;
		if (leaks(line, secrets).length > 0) found.add(line.slice(0, 300));
	}
	return { lines, found: [...found] };
}

module.exports = { countStarted, leaksOfLog };

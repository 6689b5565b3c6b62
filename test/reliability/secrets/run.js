const { query } = require('../database/database');
const { find } = require('./find');
const { perform } = require('./perform');
const { placesOf } = require('./places');
const { soughtIn } = require('./sought');
const { openSecretStage } = require('./stage');

/**
 * Plays, and searches everything that came out.
 * @param {{ long: boolean }} options
 */
async function searchForSecrets(options) {
	const secret = await openSecretStage(options);
	try {
		await perform(secret, options);
		const executions = await allExecutions(secret.stage);
		const sought = soughtIn(secret, executions);
		const places = await placesOf(secret, executions);
		return { sought, places, executions: executions.length, findings: find(sought, places) };
	} finally {
		await secret.close();
	}
}

/** @param {import('../../e2e/stage/stage').Stage} stage */
async function allExecutions({ instance, builder }) {
	const [rows] = await query(instance, ['SELECT id FROM execution_entity']);
	/** @type {any[]} */
	const all = [];
	for (const { id } of rows) all.push(await builder.execution(String(id)));
	return all;
}

/** @typedef {Awaited<ReturnType<typeof searchForSecrets>>} Search */

module.exports = { searchForSecrets };

const { setTimeout: sleep } = require('node:timers/promises');

const { edit } = require('./acts/editor');
const { RULES, send } = require('./acts/sending');
const { wait } = require('./acts/waiting');
const { PASTED_TEXT } = require('./credentials');

// n8n saves an execution, and writes its log, a moment after it has answered.
const GRACE_MS = 2000;

/**
 * Everything from which a secret could come out.
 * @param {import('./stage').SecretStage} secret
 * @param {{ long: boolean }} options
 */
async function perform(secret, options) {
	const { simulator } = secret.stage;
	simulator.setBehavior({ callback: { when: 'never' }, rules: RULES });
	await Promise.all(
		secret.ways.map(async (way) => {
			await edit(secret, way);
			await send(secret, way);
			// The text that is no token is refused before anything is sent, so nothing waits.
			if (way.name !== PASTED_TEXT) await wait(secret, way, options);
		}),
	);
	await sleep(GRACE_MS);
}

module.exports = { perform };

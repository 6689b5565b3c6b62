import { setTimeout as sleep } from 'node:timers/promises';

import { edit } from './acts/editor';
import { RULES, send } from './acts/sending';
import { wait } from './acts/waiting';
import { PASTED_TEXT } from './credentials';
import type { SecretStage } from './stage';

// n8n saves an execution, and writes its log, a moment after it has answered.
const GRACE_MS = 2000;

/** Everything from which a secret could come out. */
export async function perform(secret: SecretStage, options: { long: boolean }) {
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

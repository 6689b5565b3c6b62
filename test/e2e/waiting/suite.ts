import { createPlay } from './play';
import { playExecuteOnce } from './scenarios/execute-once';
import loop from './scenarios/loop';
import manual from './scenarios/manual';
import playExample from './scenarios/example';
import patience from './scenarios/patience';
import resumed from './scenarios/resumed';
import { setTheStage } from './stage';
import type { Stage } from './stage';

// Without a warm cache n8n has to be installed first.
const OPEN_LIMIT_MS = 20 * 60_000;

/** @param version of n8n */
export function playWaiting(version: string) {
	describe(`waiting in n8n ${version}`, () => {
		let stage: Stage;
		beforeAll(async () => {
			stage = await setTheStage({ version });
		}, OPEN_LIMIT_MS);
		afterAll(async () => await stage?.stop());

		const play = createPlay(() => stage);
		describe('and what resumes it', () => resumed(play));
		describe('in a loop', () => loop(play));
		describe('with Execute Once', () => playExecuteOnce(play));
		describe('in the editor', () => manual(play));
		describe('in the example, the conversation', () => playExample(play));
		describe('for long', () => patience(play));
	});
}

import { createPlay } from './play';
import { executeOnceScenarios } from './scenarios/execute-once';
import { loopScenarios } from './scenarios/loop';
import { manualScenarios } from './scenarios/manual';
import { exampleScenarios } from './scenarios/example';
import { patienceScenarios } from './scenarios/patience';
import { resumedScenarios } from './scenarios/resumed';
import { setTheStage, type Stage } from './stage';

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
		describe('and what resumes it', () => resumedScenarios(play));
		describe('in a loop', () => loopScenarios(play));
		describe('with Execute Once', () => executeOnceScenarios(play));
		describe('in the editor', () => manualScenarios(play));
		describe('in the example, the conversation', () => exampleScenarios(play));
		describe('for long', () => patienceScenarios(play));
	});
}

import { useStage } from '../stage/use-stage';
import { tryScenarios } from './tries';
import { retriedScenarios } from './retried';
import { turnScenarios } from './turns';

// It does not start if it is to disable a module that only n8n 2 has.
describe('n8n 1.123.81', () => {
	const stage = useStage('1.123.81', { N8N_DISABLED_MODULES: '' });
	for (const scenario of [tryScenarios, retriedScenarios, turnScenarios]) {
		scenario(stage);
	}
});

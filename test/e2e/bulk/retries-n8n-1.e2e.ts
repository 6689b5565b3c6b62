import { useStage } from '../stage/use-stage';
import tries from './tries';
import retried from './retried';
import turns from './turns';

// It does not start if it is to disable a module that only n8n 2 has.
describe('n8n 1.123.81', () => {
	const stage = useStage('1.123.81', { N8N_DISABLED_MODULES: '' });
	for (const scenario of [tries, retried, turns]) {
		scenario(stage);
	}
});

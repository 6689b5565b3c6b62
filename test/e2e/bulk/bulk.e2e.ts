import { useStage } from '../stage/use-stage';
import { tryScenarios } from './tries';
import { retriedScenarios } from './retried';
import { turnScenarios } from './turns';
import { cancelledScenarios } from './cancelled';
import { pacedScenarios } from './paced';

// The paced runs go on in the background meanwhile.
const SCENARIOS = [
	tryScenarios,
	retriedScenarios,
	turnScenarios,
	cancelledScenarios,
	pacedScenarios,
];

describe('n8n 2.41.1', () => {
	const stage = useStage('2.41.1');
	for (const scenario of SCENARIOS) scenario(stage);
});

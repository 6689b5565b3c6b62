import { useStage } from '../stage/use-stage';
import stopped from './stopped';
import tries from './tries';
import retried from './retried';
import turns from './turns';
import cancelled from './cancelled';
import paced from './paced';

// The paced runs go on in the background meanwhile.
const SCENARIOS = [stopped, tries, retried, turns, cancelled, paced];

describe('n8n 2.41.1', () => {
	const stage = useStage('2.41.1');
	for (const scenario of SCENARIOS) scenario(stage);
});

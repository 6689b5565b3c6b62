const { useStage } = require('../stage/use-stage');

// The paced runs go on in the background meanwhile.
const SCENARIOS = [
	require('./stopped'),
	require('./tries'),
	require('./retried'),
	require('./turns'),
	require('./cancelled'),
	require('./paced'),
];

describe('n8n 2.41.1', () => {
	const stage = useStage('2.41.1');
	for (const scenario of SCENARIOS) scenario(stage);
});

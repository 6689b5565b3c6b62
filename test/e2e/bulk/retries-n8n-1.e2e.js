const { useStage } = require('../stage/use-stage');

// It does not start if it is to disable a module that only n8n 2 has.
describe('n8n 1.123.81', () => {
	const stage = useStage('1.123.81', { N8N_DISABLED_MODULES: '' });
	for (const scenario of [require('./tries'), require('./retried'), require('./turns')]) {
		scenario(stage);
	}
});

const { useStage } = require('../stage/use-stage');

const SCENARIOS = [
	require('./credential-passes'),
	require('./credential-fails'),
	require('./assign'),
	require('./items'),
	require('./expressions'),
	require('./error-output'),
	require('./unanswered'),
	require('./sub-workflow'),
	require('./chain'),
	require('./trigger-urls'),
	require('./filters'),
	require('./refused-callbacks'),
	require('./callback-bodies'),
	require('./restart'),
];

/**
 * Every scenario in one n8n of this version, as most of the time goes into starting it.
 * @param {string} version
 * @param {Record<string, string>} [env] settings that n8n needs in this version
 */
function playScenarios(version, env) {
	describe(`n8n ${version}`, () => {
		const stage = useStage(version, env);
		for (const scenario of SCENARIOS) scenario(stage);
	});
}

module.exports = { playScenarios };

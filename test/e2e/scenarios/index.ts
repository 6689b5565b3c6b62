import { useStage } from '../stage/use-stage';
import credentialPasses from './credential-passes';
import credentialFails from './credential-fails';
import assign from './assign';
import items from './items';
import expressions from './expressions';
import errorOutput from './error-output';
import unanswered from './unanswered';
import subWorkflow from './sub-workflow';
import chain from './chain';
import triggerUrls from './trigger-urls';
import filters from './filters';
import refusedCallbacks from './refused-callbacks';
import callbackBodies from './callback-bodies';
import restart from './restart';

const SCENARIOS = [
	credentialPasses,
	credentialFails,
	assign,
	items,
	expressions,
	errorOutput,
	unanswered,
	subWorkflow,
	chain,
	triggerUrls,
	filters,
	refusedCallbacks,
	callbackBodies,
	restart,
];

/**
 * Every scenario in one n8n of this version, as most of the time goes into starting it.
 *
 * @param env settings that n8n needs in this version
 */
export function playScenarios(version: string, env?: Record<string, string>) {
	describe(`n8n ${version}`, () => {
		const stage = useStage(version, env);
		for (const scenario of SCENARIOS) scenario(stage);
	});
}

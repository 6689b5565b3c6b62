import { useStage } from '../stage/use-stage';
import { credentialPassesScenarios } from './credential-passes';
import { credentialFailsScenarios } from './credential-fails';
import { assignScenarios } from './assign';
import { itemScenarios } from './items';
import { expressionScenarios } from './expressions';
import { nameScenarios } from './names';
import { readScenarios } from './reads';
import { errorOutputScenarios } from './error-output';
import { unansweredScenarios } from './unanswered';
import { subWorkflowScenarios } from './sub-workflow';
import { chainScenarios } from './chain';
import { triggerUrlScenarios } from './trigger-urls';
import { pingScenarios } from './ping';
import { outputScenarios } from './outputs';
import { filterScenarios } from './filters';
import { callbackScenarios } from './callbacks';
import { restartScenarios } from './restart';

const SCENARIOS = [
	credentialPassesScenarios,
	credentialFailsScenarios,
	assignScenarios,
	itemScenarios,
	expressionScenarios,
	nameScenarios,
	readScenarios,
	errorOutputScenarios,
	unansweredScenarios,
	subWorkflowScenarios,
	chainScenarios,
	triggerUrlScenarios,
	pingScenarios,
	outputScenarios,
	filterScenarios,
	callbackScenarios,
	restartScenarios,
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

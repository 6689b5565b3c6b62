import { accountOwnerScenarios } from './scenarios/account-owner';
import { aiAgentScenarios } from './scenarios/ai-agent';
import { closingTimeScenarios } from './scenarios/closing-time';
import { dailyReportScenarios } from './scenarios/daily-report';
import { failedTransferScenarios } from './scenarios/failed-transfer';
import { leastLoadedScenarios } from './scenarios/least-loaded';
import { liveCheckScenarios } from './scenarios/live-check';
import { usePlay } from './play';

/** @param version of n8n */
export function playExamples(version: string, env?: Record<string, string>) {
	describe(`the examples in n8n ${version}`, () => {
		const play = usePlay(version, env);
		leastLoadedScenarios(play);
		accountOwnerScenarios(play);
		failedTransferScenarios(play);
		dailyReportScenarios(play);
		closingTimeScenarios(play);
		aiAgentScenarios(play);
		liveCheckScenarios(play);
	});
}

import type { IRunExecutionData } from 'n8n-workflow';
import { additionalData } from './harness/additionalData';
import { AGENT } from './harness/ids';
import { WorkflowExecute } from './harness/n8n';
import { createWorkflow, koreNode } from './harness/nodes';
import { runAssign } from './harness/run';
import { NO_CALLBACK, toAgent } from './harness/setup';
import { useSimulator } from './harness/useSimulator';

const { simulator, credential } = useSimulator(NO_CALLBACK);

// n8n keeps an execution as it was when it began to wait, until it has run to its end (active-executions.js).
it('Retry of one that was killed after its wait, or stopped in it, sends nothing, and goes on as at the limit', async () => {
	const parameters = toAgent(AGENT, { continueWhen: 'result' });
	const { data } = await runAssign({ credential, parameters });
	const saved = JSON.parse(JSON.stringify(data)) as IRunExecutionData;
	const next = koreNode('passThrough', {}, { id: 'next', name: 'Next', credentials: undefined });
	const workflow = createWorkflow([koreNode('koreAgentAssist', { ...parameters }), next], {
		Kore: { main: [[{ node: 'Next', type: 'main', index: 0 }]] },
	});
	const execution = new WorkflowExecute(additionalData(credential), 'retry', saved);
	const { runData } = (await execution.processRunExecutionData(workflow)).data.resultData;
	expect(runData.Next[0].data?.main[0]).toMatchObject([{ json: { outcome: 'timedOut' } }]);
	expect(simulator.requests()).toHaveLength(1);
});

import { toAgent } from '../../../engine/harness/setup';
import { agent } from '../../../e2e/stage/people';
import type { Way, SecretStage } from '../stage';
import type { Stage } from '../../../e2e/stage/stage';
import type { CredentialData } from '../credentials';

const NODE = { name: 'n8n-nodes-kore-agentassist.koreAgentAssist', version: 1 };

/**
 * What a builder does in the editor: open a credential, test it, and open the lists, with a host that works and with
 * others.
 */
export async function edit({ stage, untrusted }: SecretStage, { data, echo }: Way) {
	for (const host of [data.host, untrusted.url, 'kore.invalid']) {
		await testAndList(stage, { ...data, host });
	}
	echo.rewind();
	for (let index = 0; index < echo.echoes; index++) {
		await testAndList(stage, { ...data, host: echo.url });
	}
	await testAndList(stage, { ...data, clientId: 'cs-wrong' });
}

async function testAndList(stage: Stage, data: CredentialData) {
	const credential = await stage.saveCredential(data);
	await stage.builder.testCredential(credential.id);
	for (const [methodName, field] of [
		['getAgents', 'agentId'],
		['getQueues', 'queueId'],
	]) {
		const question = {
			path: `parameters.${field}`,
			methodName,
			nodeTypeAndVersion: NODE,
			currentNodeParameters: toAgent(agent(1)),
			credentials: { koreAgentAssistApi: credential },
		};
		// What n8n answers to a list that fails is among what is searched.
		await stage.builder
			.call('post', 'dynamic-node-parameters/resource-locator-results', question)
			.catch(() => undefined);
	}
}

const { toAgent } = require('../../../engine/harness/setup');
const { agent } = require('../../../e2e/stage/people');

/** @typedef {import('../stage').SecretStage} SecretStage */

const NODE = { name: 'n8n-nodes-kore-agentassist.koreAgentAssist', version: 1 };

/**
 * What a builder does in the editor: open a credential, test it, and open the lists, with a host that works and with
 * others.
 * @param {SecretStage} secret
 * @param {import('../stage').Way} way
 */
async function edit({ stage, untrusted }, { data, echo }) {
	for (const host of [data.host, untrusted.url, 'kore.invalid']) {
		await testAndList(stage, { ...data, host });
	}
	echo.rewind();
	for (let index = 0; index < echo.echoes; index++) {
		await testAndList(stage, { ...data, host: echo.url });
	}
	await testAndList(stage, { ...data, clientId: 'cs-wrong' });
}

/** @param {import('../../../e2e/stage/stage').Stage} stage @param {import('../credentials').CredentialData} data */
async function testAndList(stage, data) {
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

module.exports = { edit };

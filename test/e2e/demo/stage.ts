import { credentialFor } from '../../engine/harness/setup';
import { defaultVersion } from '../n8n-host/versions';
import { openStage } from '../stage/use-stage';
import { demoWorkflows } from './workflows';

/** As n8n proposes for a first credential of this type, and as the workflows name it. */
const CREDENTIAL = 'Kore AgentAssist account';
/** As Kore's own. */
const REQUESTS_PER_MINUTE = 60;

export type DemoStage = Awaited<ReturnType<typeof setTheStage>>;

/** n8n with a credential and the two workflows as a user has them who followed their notes; the second is published. */
export async function setTheStage() {
	const limit = { requestsPerMinute: REQUESTS_PER_MINUTE };
	const stage = await openStage(defaultVersion, undefined, limit);
	try {
		const { assign, result } = demoWorkflows();
		const triggerUrl = stage.urlOf(result.trigger);
		const data = { ...credentialFor(stage.simulator), triggerUrl };
		const saved = await stage.builder.createCredential({
			name: CREDENTIAL,
			type: 'koreAgentAssistApi',
			data,
		});
		const { id } = await stage.builder.createWorkflow(assign.content);
		const resultId = await stage.publish(result.content);
		return {
			stage,
			triggerUrl,
			credential: { id: saved.id, name: CREDENTIAL },
			assign: { id, ...assign },
			result: { id: resultId, ...result },
		};
	} catch (error) {
		await stage.close();
		throw error;
	}
}

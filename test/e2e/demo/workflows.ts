import fs from 'node:fs';
import path from 'node:path';

const FOLDER = path.resolve(__dirname, '../../../examples/demo');
const ASSIGN_TYPE = 'n8n-nodes-kore-agentassist.koreAgentAssist';
const MANUAL_TYPE = 'n8n-nodes-base.manualTrigger';

export interface Workflow {
	name: string;
	nodes: any[];
	connections: Record<string, { main: { node: string }[][] }>;
}

/** what a node of the workflow assigns */
export interface Target {
	/** its name */
	node: string;
	kind: 'agent' | 'queue';
	id: string;
	botSessionId: string;
}

const read = (file: string): Workflow =>
	JSON.parse(fs.readFileSync(path.join(FOLDER, file), 'utf8'));

/** The two workflows as they are published, with the ids that n8n would give them. */
export function demoWorkflows() {
	const assign = read('assign-conversation.json');
	const result = read('transfer-result.json');
	const trigger = result.nodes.find(({ webhookId }) => webhookId);
	const [[{ node: writer }]] = result.connections[trigger.name].main;
	return {
		assign: {
			id: 'koreDemoAssign01',
			content: assign,
			start: String(assign.nodes.find(({ type }) => type === MANUAL_TYPE).name),
			targets: targetsOf(assign),
		},
		result: {
			id: 'koreDemoResult01',
			content: result,
			trigger: String(trigger.name),
			triggerPath: `webhook/${trigger.webhookId}/webhook`,
			writer,
		},
	};
}

function targetsOf({ nodes }: Workflow): Target[] {
	return nodes
		.filter(({ type }) => type === ASSIGN_TYPE)
		.map(({ name, parameters }) => ({
			node: name,
			kind: parameters.assignTo,
			id: parameters[`${parameters.assignTo}Id`].value,
			botSessionId: parameters.botSessionId,
		}));
}

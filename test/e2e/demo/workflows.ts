import fs from 'node:fs';
import path from 'node:path';

import type { Node } from '../stage/nodes';
import type { Workflow } from '../stage/stage';

const FOLDER = path.resolve(__dirname, '../../../examples/demo');

/** What a node of the workflow assigns. */
export interface Target {
	/** Its name. */
	node: string;
	kind: 'agent' | 'queue';
	id: string;
	botSessionId: string;
}

interface AssignParameters {
	assignTo: Target['kind'];
	agentId?: { value: string };
	queueId?: { value: string };
	botSessionId: string;
}

const read = (file: string) =>
	JSON.parse(fs.readFileSync(path.join(FOLDER, file), 'utf8')) as Workflow;

const ofType = ({ nodes }: Workflow, name: string) =>
	nodes.filter(({ type }) => type.endsWith(`.${name}`));

/** The two workflows as they are published. */
export function demoWorkflows() {
	const assign = read('assign-conversation.json');
	const result = read('transfer-result.json');
	const [start] = ofType(assign, 'manualTrigger');
	const [trigger] = ofType(result, 'koreAgentAssistTrigger');
	const [[{ node: writer }]] = result.connections[trigger.name].main;
	const targets = ofType(assign, 'koreAgentAssist').map(targetOf);
	return {
		assign: { content: assign, start: start.name, targets },
		result: { content: result, trigger, writer },
	};
}

function targetOf({ name, parameters }: Node): Target {
	const { assignTo, agentId, queueId, botSessionId } = parameters as unknown as AssignParameters;
	const { value = '' } = (assignTo === 'agent' ? agentId : queueId) ?? {};
	return { node: name, kind: assignTo, id: value, botSessionId };
}

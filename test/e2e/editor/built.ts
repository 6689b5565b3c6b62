import type { INodeTypeDescription } from 'n8n-workflow';

import { KoreAgentAssist } from '../../../dist/nodes/KoreAgentAssist/KoreAgentAssist.node';
import { KoreAgentAssistTrigger } from '../../../dist/nodes/KoreAgentAssistTrigger/KoreAgentAssistTrigger.node';

type Description = INodeTypeDescription;

/**
 * The texts that the package brings along: the suite looks whether they are shown, not how they are worded.
 */
export function builtDescriptions(): { action: Description; trigger: Description } {
	return {
		action: new KoreAgentAssist().description,
		trigger: new KoreAgentAssistTrigger().description,
	};
}

export function property({ properties }: Description, name: string) {
	const found = properties.find((one) => one.name === name);
	if (!found) throw new Error(`The node has no property ${name}`);
	return found;
}

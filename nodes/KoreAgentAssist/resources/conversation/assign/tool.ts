import type { IExecuteFunctions, NodeOperationError } from 'n8n-workflow';

import { operationError } from '../../../../shared/nodeError';

/**
 * Whether the node runs as a tool of an AI agent or of n8n's MCP trigger. n8n 2.41's engine says no where an agent of version 3
 * calls it, so the type counts, too: n8n gives a tool a type of its own.
 */
export const isTool = (context: IExecuteFunctions): boolean =>
	context.getNode().type.endsWith('Tool') || context.isToolExecution?.() === true;

/** A model would be told that all is over while the execution waits, or the agent's execution would stand. */
export const toolCannotWait = (context: IExecuteFunctions): NodeOperationError =>
	operationError(context.getNode(), {
		message: 'A tool cannot wait until the transfer has ended',
		description:
			"Nothing was sent. Set 'Continue' of this tool to 'When Kore Has Accepted', and take the result with a Kore AgentAssist Trigger in a workflow of its own.",
	});

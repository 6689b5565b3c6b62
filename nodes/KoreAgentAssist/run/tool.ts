import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { Problem } from '../../shared/nodeError';
import { invalidItem } from './failedItem';
import { forModel } from './forModel';

/**
 * Whether the node runs as a tool of an AI agent or of n8n's MCP trigger. n8n 2.41's engine says no where an agent of version 3
 * calls it, so the type counts, too: n8n gives a tool a type of its own.
 */
export const isTool = (context: IExecuteFunctions): boolean =>
	context.getNode().type.endsWith('Tool') || context.isToolExecution?.() === true;

/** Runs an operation; in a tool, its output is short, and an error that would end it becomes output, in words for the model. */
export async function inWordsForTool(
	context: IExecuteFunctions,
	execute: () => Promise<INodeExecutionData[][]>,
): Promise<INodeExecutionData[][]> {
	if (!isTool(context)) return await execute();
	try {
		return (await execute()).map(forModel);
	} catch (error) {
		// n8n tells a model nothing of an error that a tool throws, or only half of it.
		const { message, description } = error as Problem;
		const advice = description ?? 'Let the builder of this workflow look at the tool.';
		return [forModel([invalidItem(context, 0, { message, description: advice }).output])];
	}
}

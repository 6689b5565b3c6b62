import { makeHandleToolInvocation } from 'n8n-core/dist/execution-engine/node-execution-context/utils/get-input-connection-data';
import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	INode,
	INodeParameters,
} from 'n8n-workflow';
import { additionalData } from './additionalData';
import { createRunExecutionData, SupplyDataContext } from './n8n';
import { createWorkflow, koreNode, types } from './nodes';

/**
 * The node as the tool of one execution, as n8n-core hands it to an agent.
 *
 * @returns what the model reads
 */
export function createTool(
	credential: ICredentialDataDecryptedObject,
	parameters: INodeParameters,
	settings: Partial<INode> = {},
): (args: IDataObject) => Promise<unknown> {
	const node = koreNode('koreAgentAssistTool', parameters, settings);
	const workflow = createWorkflow([node]);
	const data = createRunExecutionData({});
	const context = (runIndex: number) =>
		new SupplyDataContext(
			workflow,
			node,
			additionalData(credential),
			'trigger',
			data,
			runIndex,
			[],
			{},
			'ai_tool',
			{ node, data: { main: [] }, source: null },
			[],
		);
	const invoke = makeHandleToolInvocation(context, node, types.koreAgentAssistTool, data);
	return async (args) => JSON.parse(await invoke(args)) as unknown;
}

import type { ExecutionError, IDataObject, INodeExecutionData, ITaskData } from 'n8n-workflow';

import type { TransferResult } from '../../../dist/nodes/shared/callback/transferResult';
import type { Execution } from '../n8n-host/rest';

/** @returns what n8n shows for an execution that failed */
export function errorOf({ id, data }: Execution): ExecutionError {
	const { error } = data.resultData;
	if (!error) throw new Error(`Execution ${id} has no error`);
	return error;
}

/** @returns the node's runs; none if it did not run */
export const runsOf = ({ data }: Execution, node: string): ITaskData[] =>
	data.resultData.runData[node] ?? [];

/** @returns the node's first run; undefined if it did not run */
export const runOf = (execution: Execution, node: string): ITaskData | undefined =>
	runsOf(execution, node)[0];

/** @returns what the node's first run put out */
export const itemsOf = (
	execution: Execution,
	node: string,
	output: number = 0,
): INodeExecutionData[] => runOf(execution, node)?.data?.main[output] ?? [];

/** @returns what the editor shows */
export const jsonOf = <Json extends object = IDataObject>(
	execution: Execution,
	node: string,
	output?: number,
): Json[] => itemsOf(execution, node, output).map(({ json }: { json: object }) => json as Json);

/** @param node the action or the trigger, none of whose items has failed */
export const resultsOf = (execution: Execution, node: string) =>
	jsonOf<TransferResult>(execution, node);

import type { Execution } from '../n8n-host/rest';
export type { Execution };

const UNFINISHED = ['new', 'running'];

/**
 * Whether the execution has ended and can be read: n8n saves, or reads, its status and its data one after the other.
 */
export const isSaved = ({ status, data }: Execution) =>
	!UNFINISHED.includes(status) && data?.resultData?.lastNodeExecuted !== undefined;

/** @returns the node's first run; undefined if it did not run */
export const runOf = ({ data }: Execution, node: string): any => data.resultData.runData[node]?.[0];

export const itemsOf = (execution: Execution, node: string, output: number = 0): any[] =>
	runOf(execution, node)?.data?.main[output] ?? [];

/** @returns what the editor shows */
export const jsonOf = (execution: Execution, node: string, output?: number): any[] =>
	itemsOf(execution, node, output).map(({ json }) => json);

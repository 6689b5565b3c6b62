import type {
	ExecutionError,
	ICredentialDataDecryptedObject,
	IDataObject,
	IExecuteContextData,
	INode,
	INodeExecutionData,
	INodeParameters,
	IRunData,
	IRunExecutionData,
	ITaskData,
	IWorkflowSettings,
} from 'n8n-workflow';
import type { FailureCause } from '../../../dist/nodes/shared/kore/failures/failure';
import type { TransferResult } from '../../../dist/nodes/shared/callback/transferResult';
import { additionalData } from './additionalData';
import { createRunExecutionData, WorkflowExecute } from './n8n';
import { createWorkflow, koreNode } from './nodes';

export interface Run {
	parameters: INodeParameters;
	credential: ICredentialDataDecryptedObject;
	items?: IDataObject[];
	settings?: Pick<
		INode,
		'onError' | 'executeOnce' | 'retryOnFail' | 'maxTries' | 'waitBetweenTries'
	>;
	workflowSettings?: IWorkflowSettings;
	/** Of the n8n that runs it. */
	origin?: string;
	retryOf?: { runData: IRunData; contextData?: IExecuteContextData };
	/** Of the node. */
	name?: string;
	/** The node's, where it is a tool. */
	type?: 'koreAgentAssist' | 'koreAgentAssistTool';
	/** Stops the execution, as a person does in the editor, when this resolves. */
	stopAfter?: Promise<unknown>;
}

/** What leaves a node that goes on for an item without a transfer, beside the fields of its input. */
export interface FailedOutput {
	error: string;
	message: string;
	details: {
		cause: FailureCause;
		httpCode: string | null;
		maybeAccepted: boolean;
		/** This and what follows: of an item whose parameters made a request. */
		botSessionId?: string;
		assignTo?: 'agent' | 'queue';
		agentId?: string | null;
		queueId?: string | null;
		requestId?: string | null;
		response?: unknown;
	};
}

export interface RunOutcome {
	/** Of the node's first output. */
	items: INodeExecutionData[];
	success: TransferResult[];
	failure: FailedOutput[];
	/** Of a node that has stopped the workflow. */
	error?: ExecutionError;
	runs: ITaskData[];
	/** Of an execution that waits. */
	waitTill?: Date;
	contextData?: IExecuteContextData;
	data: IRunExecutionData;
}

const to = (node: string) => [{ node, type: 'main' as const, index: 0 }];

const neighbour = (name: string): INode =>
	koreNode('passThrough', {}, { id: name, name, credentials: undefined });

/** Runs Start -> Kore -> Success / Failure through n8n's engine. */
export async function runAssign({
	parameters,
	credential,
	items = [{}],
	settings,
	workflowSettings,
	origin,
	retryOf,
	stopAfter,
	name = 'Kore',
	type = 'koreAgentAssist',
}: Run): Promise<RunOutcome> {
	const start = neighbour('Start');
	const workflow = createWorkflow(
		[
			start,
			koreNode(type, { ...parameters }, { name, ...settings }),
			neighbour('Success'),
			neighbour('Failure'),
		],
		{ Start: { main: [to(name)] }, [name]: { main: [to('Success'), to('Failure')] } },
		workflowSettings,
	);
	const execution = new WorkflowExecute(
		additionalData(credential, origin),
		retryOf ? 'retry' : 'trigger',
		createRunExecutionData({
			resultData: { runData: retryOf?.runData ?? {} },
			executionData: {
				contextData: retryOf?.contextData ?? {},
				nodeExecutionStack: [
					{
						node: start,
						data: { main: [items.map((json, item) => ({ json, pairedItem: { item } }))] },
						source: null,
					},
				],
			},
		}),
	);
	const running = execution.processRunExecutionData(workflow);
	void stopAfter?.then(() => running.cancel());
	const { data, waitTill } = await running;
	const { runData, error: stopped } = data.resultData;
	const failure = jsonOf<FailedOutput>(outputOf(runData, 'Failure'));
	const error = stopped ?? runData[name]?.at(-1)?.error;
	assertShort([error?.description, ...failure.map(({ message }) => message)]);
	return {
		items: outputOf(runData, name),
		success: jsonOf<TransferResult>(outputOf(runData, 'Success')),
		failure,
		error,
		runs: runData[name] ?? [],
		waitTill: waitTill ?? undefined,
		contextData: data.executionData?.contextData,
		data,
	};
}

const MOST_SENTENCES = 3;

/** Kore's own words, and what became of the item and the run. */
const NOT_COUNTED =
	/\([^)]*\)| No transfer was requested for this item\.| Kore (accepted|answered for) (none|\d+) of the .*$/g;

/** What to do is told in a few sentences, in whatever way it was put together: nobody reads more below an error. */
function assertShort(advice: Array<string | null | undefined>): void {
	const sentences = (text: string) =>
		text.replace(NOT_COUNTED, '').split(/(?<=[.!?])\s+(?=[A-Z'])/).length;
	const long = advice.find((text) => text && sentences(text) > MOST_SENTENCES);
	if (long) throw new Error(`More than ${MOST_SENTENCES} sentences: ${long}`);
}

/** What n8n knows as any JSON, as what our nodes put out. */
export const jsonOf = <Json>(items: INodeExecutionData[]) => items.map(({ json }) => json as Json);

const outputOf = (runData: IRunData, name: string): INodeExecutionData[] =>
	runData[name]?.at(-1)?.data?.main[0] ?? [];

interface TriggerRun {
	event: object;
	node: INode;
	credential: ICredentialDataDecryptedObject;
	origin: string;
	/** As `Run` has it. */
	stopAfter?: Promise<unknown>;
}

/** @returns what leaves the trigger by its first output */
export const runTrigger = async (run: TriggerRun): Promise<IDataObject[]> =>
	jsonOf((await startedBy(run)).data?.main[0] ?? []);

/**
 * Runs the execution that a callback has started: n8n hands the trigger what its `webhook()` has returned.
 *
 * @returns the trigger's part of it; nothing if it was stopped
 */
export async function startedBy({
	event,
	node,
	credential,
	origin,
	stopAfter,
}: TriggerRun): Promise<ITaskData> {
	const stack = [{ node, data: { main: [[{ json: event as IDataObject }]] }, source: null }];
	const execution = new WorkflowExecute(
		additionalData(credential, origin),
		'webhook',
		createRunExecutionData({ executionData: { nodeExecutionStack: stack } }),
	);
	const running = execution.processRunExecutionData(createWorkflow([node]));
	void stopAfter?.then(() => running.cancel());
	const { data } = await running;
	return data.resultData.runData[node.name]?.[0];
}

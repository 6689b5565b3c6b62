import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { toOutputs } from './outputs';
import { LEFT_OUT, openRelay, type Relay } from './relay';
import { CHANGED, relayKeys } from './relayKeys';
import { resumeExecution } from './resumeExecution';
import { withoutMark } from './unchecked';

/**
 * The trigger's part inside the execution that its callback has started, which n8n has saved by now: resumes the execution
 * that waits for the callback, then emits the event, if it is wanted, by the output of its result. Input without a relay
 * (nobody waits, pinned or edited data) is emitted as it is.
 */
export async function emitEvent(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const output: INodeExecutionData[] = [];
	for (const [item, { json: given, pairedItem }] of this.getInputData().entries()) {
		const json = withoutMark(this, given);
		const { relay: sealed, [LEFT_OUT]: leftOut, ...event } = json;
		if (typeof sealed !== 'string') {
			output.push({ json, pairedItem: pairedItem ?? { item } });
			continue;
		}
		const relay = await open(this, sealed);
		const resumed = relay ? await resumeExecution(this, relay) : false;
		if (leftOut !== true) output.push({ json: { ...event, resumed }, pairedItem: { item } });
	}
	return toOutputs(this, output);
}

async function open(context: IExecuteFunctions, sealed: string): Promise<Relay | undefined> {
	const keys = await relayKeys(context);
	const relay = typeof keys === 'string' ? undefined : openRelay(sealed, keys);
	if (relay) return relay;
	const why = typeof keys === 'string' ? keys : CHANGED;
	context.logger.warn(
		`${context.getNode().name} could not resume the execution that waits for a transfer result: ${why}. The execution goes on when its limit is over.`,
	);
	return undefined;
}

import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { callbackKeys } from '../shared/credential/callbackKeys';
import { CREDENTIAL_NAME, readCredential } from '../shared/credential/credential';
import { toOutputs } from './outputs';
import { openRelay, type Relay } from './relay';
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
		const { relay: sealed, ...event } = json;
		if (typeof sealed !== 'string') {
			output.push({ json, pairedItem: pairedItem ?? { item } });
			continue;
		}
		const relay = await open(this, sealed);
		const resumed = relay ? await resumeExecution(this, relay) : false;
		if (relay?.wanted !== false) output.push({ json: { ...event, resumed }, pairedItem: { item } });
	}
	return toOutputs(this, output);
}

async function open(context: IExecuteFunctions, sealed: string): Promise<Relay | undefined> {
	try {
		const keys = callbackKeys(readCredential(await context.getCredentials(CREDENTIAL_NAME)));
		const relay = keys && openRelay(sealed, keys);
		if (relay) return relay;
	} catch {
		// Said below.
	}
	context.logger.warn(
		`${context.getNode().name} could not resume the execution that waits for a transfer result: the credential was changed since the callback came. The execution goes on when its limit is over.`,
	);
	return undefined;
}

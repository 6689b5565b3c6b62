import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

/** Stands in an event whose callback is signed though the trigger verifies nothing, until the event leaves the node. */
export const UNCHECKED = 'unchecked';

/** The event without the mark. Says at the node's output what it means, as the builder has set two things that do not fit. */
export function withoutMark(context: IExecuteFunctions, json: IDataObject): IDataObject {
	const { [UNCHECKED]: mark, ...event } = json;
	if (mark !== true) return json;
	context.addExecutionHints({
		message:
			"This result came with the signature of a Kore AgentAssist node, but 'Verification' is 'None': the signature was not checked, and a node that waits for the result is not resumed. Set 'Verification' to 'Signed'.",
		type: 'warning',
		location: 'outputPane',
	});
	return event;
}

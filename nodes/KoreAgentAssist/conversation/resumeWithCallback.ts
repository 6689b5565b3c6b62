import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { receive, refuse } from '../../shared/callback';
import { callbackResult } from '../../shared/transferResult';

/**
 * A callback for the waiting execution, straight from Kore or handed on by the trigger. Never throws, as n8n would resume
 * the execution with nothing then. `resumed` in the answer tells the trigger what came of it.
 */
export async function resumeWithCallback(this: IWebhookFunctions): Promise<IWebhookResponseData> {
	const received = await receive(this, { verify: true });
	if ('refusal' in received) return refuse(this, received.refusal);

	const { verified, text, contentType } = received;
	const facts = verified?.facts;
	if (!facts || facts.requestId !== awaitedRequest(this)) {
		// In a loop every turn has the same resume URL. 200, as there is nothing that the sender could do.
		this.getResponseObject().json({
			message: 'This transfer is not awaited any more',
			resumed: false,
		});
		return { noWebhookResponse: true };
	}
	if (isBeingResumed(facts.requestId)) {
		// A conflict, as n8n says itself: the trigger asks again, and then learns what came of the other callback.
		this.getResponseObject().status(409).json({ message: 'Another callback is resuming it' });
		return { noWebhookResponse: true };
	}
	const result = callbackResult(facts, text, contentType);
	return {
		webhookResponse: { message: 'Received', resumed: true },
		workflowData: [[{ json: result as unknown as IDataObject, pairedItem: { item: 0 } }]],
	};
}

/** The waiting item is the time-out's result, see `waitForResult`; so this is the request of the present turn. */
function awaitedRequest(context: IWebhookFunctions): unknown {
	try {
		return context.evaluateExpression('{{ $json.requestId }}');
	} catch {
		return undefined;
	}
}

/** Longer than n8n takes from a callback to the end of the wait. */
const RESUMING_MS = 5000;

const resuming = new Map<string, number>();

/**
 * Whether another callback of the same request came just before. n8n 1.x resumes an execution once for each of several
 * callbacks that come at the same moment (2.x takes the first). Holds for one process of n8n.
 */
function isBeingResumed(requestId: string): boolean {
	const now = performance.now();
	for (const [known, until] of resuming) if (until < now) resuming.delete(known);
	if (resuming.has(requestId)) return true;
	resuming.set(requestId, now + RESUMING_MS);
	return false;
}

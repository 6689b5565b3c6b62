import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { receive, refuse } from '../../../../shared/callback/receive';
import type { Refusal } from '../../../../shared/callback/requestBody';
import { beginResuming, RESUMING } from '../../../../shared/callback/resuming';
import { callbackResult } from '../../../../shared/callback/transferResult';
import { awaitedRequest } from './wait';

/**
 * A callback for the waiting execution, straight from Kore or handed on by the trigger. Never throws, as n8n would resume
 * the execution with nothing then. `resumed` in the answer tells the trigger what came of it.
 */
export async function resumeWithCallback(this: IWebhookFunctions): Promise<IWebhookResponseData> {
	const received = await receive(this, { verify: true });
	if ('refusal' in received) return refuse(this, received.refusal);

	const { verified, text, contentType } = received;
	const facts = verified?.facts;
	const awaited = awaitedRequest(this);
	if (awaited === undefined) return refuse(this, UNREADABLE_WAIT);
	if (!facts || facts.requestId !== awaited) {
		// In a loop every turn has the same resume URL. 200, as there is nothing that the sender could do.
		this.getResponseObject().json({
			message: 'This transfer is not awaited any more',
			resumed: false,
		});
		return { noWebhookResponse: true };
	}
	if (!beginResuming(facts.requestId)) {
		// A conflict, as n8n says itself: the trigger asks again, and then learns what came of the other callback.
		this.getResponseObject().status(409).json({ message: RESUMING });
		return { noWebhookResponse: true };
	}
	const result = callbackResult(facts, text, contentType);
	return {
		webhookResponse: { message: 'Received', resumed: true },
		workflowData: [[{ json: result as unknown as IDataObject, pairedItem: { item: 0 } }]],
	};
}

/** So that it is sent again: with 200 it would be lost. */
const UNREADABLE_WAIT: Refusal = {
	statusCode: 503,
	answer: 'Try again later',
	advice:
		'n8n could not read from its waiting execution what that waits for. The trigger repeats the callback for 90 seconds; look at n8n, which may be overloaded.',
};

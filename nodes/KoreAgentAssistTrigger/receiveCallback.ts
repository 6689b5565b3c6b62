import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { receive, refuse } from '../shared/callback';
import { callbackResult, type TransferResult } from '../shared/transferResult';
import { createResumption, type Resumption } from './resumeExecution';

/**
 * Verify, resume, filter, return: 401 and no execution for a callback that is not genuine, 200 and none for a filtered
 * one. A callback whose execution waits for it resumes that execution, whatever the filter says.
 */
export async function receiveCallback(this: IWebhookFunctions): Promise<IWebhookResponseData> {
	const verify = this.getNodeParameter('verification', 'signed') !== 'none';
	const received = await receive(this, { verify });
	if ('refusal' in received) return refuse(this, received.refusal);

	const event = callbackResult(received.facts, received.text, received.contentType);
	const wanted = isWanted(this, event);
	const answer = {
		message: wanted ? 'Received' : 'Received; the trigger is set to leave this result out',
	};
	const resumption = createResumption(this, received);
	if (!resumption) return wanted ? start(event, answer) : { webhookResponse: answer };
	return await resume(this, resumption, event, wanted, answer);
}

async function resume(
	context: IWebhookFunctions,
	resumption: Resumption,
	event: TransferResult,
	wanted: boolean,
	answer: { message: string },
): Promise<IWebhookResponseData> {
	// One try before the answer, so that mostly nothing is left to do after it. Not more: a sender may wait for this
	// answer before it answers the request, and the execution waits only after that.
	const first = await resumption.attempt();
	context.getResponseObject().json(answer);
	const resumed = first === 'again' ? await resumption.goOn() : first;
	return {
		noWebhookResponse: true,
		...(wanted && { workflowData: start({ ...event, resumed }, answer).workflowData }),
	};
}

const start = (event: TransferResult, webhookResponse: object): IWebhookResponseData => ({
	webhookResponse,
	workflowData: [[{ json: event as unknown as IDataObject }]],
});

function isWanted(context: IWebhookFunctions, event: TransferResult): boolean {
	const events = context.getNodeParameter('events', []) as string[];
	const assignTo = context.getNodeParameter('assignTo', 'any') as string;
	return events.includes(event.outcome) && (assignTo === 'any' || assignTo === event.assignTo);
}

import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { receive, refuse } from '../shared/callback/receive';
import { isCallbackToken } from '../shared/callback/token';
import { callbackResult } from '../shared/callback/transferResult';
import { isWanted } from './filter';
import { LEFT_OUT, sealRelay } from './relay';
import { UNCHECKED } from './unchecked';
import { verifies } from './verification';

/**
 * Verify, filter, return: 401 and no execution for a callback that is not genuine, 200 and none for a filtered one. The
 * answer is left to n8n, which gives it when it has taken the execution: what is answered 200 is in n8n's database. A
 * callback whose execution waits for it starts one whatever the filter says, and the waiting one is resumed from inside it
 * (`emitEvent`).
 */
export async function receiveCallback(this: IWebhookFunctions): Promise<IWebhookResponseData> {
	const verify = verifies(this);
	const received = await receive(this, { verify });
	if ('refusal' in received) return refuse(this, received.refusal);

	const event = callbackResult(received.verified?.facts, received.text, received.contentType);
	const wanted = isWanted(this, event);
	const webhookResponse = {
		message: wanted ? 'Received' : 'Received; the trigger is set to leave this result out',
	};
	const relay = sealRelay(received);
	if (!relay && !wanted) return { webhookResponse };
	const isUnchecked = !verify && isCallbackToken(this.getQueryData());
	const json = {
		...event,
		...(relay && { relay }),
		...(!wanted && { [LEFT_OUT]: true }),
		...(isUnchecked && { [UNCHECKED]: true }),
	} as unknown as IDataObject;
	return { webhookResponse, workflowData: [[{ json }]] };
}

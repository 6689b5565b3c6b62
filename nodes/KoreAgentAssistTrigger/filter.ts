import type { IWebhookFunctions } from 'n8n-workflow';

import type { TransferResult } from '../shared/callback/transferResult';

/** Whether the event is one of those that 'Events', 'Assigned To' and the agents or queues named there let through. */
export function isWanted(context: IWebhookFunctions, event: TransferResult): boolean {
	const events = context.getNodeParameter('events', []) as string[];
	const assignTo = context.getNodeParameter('assignTo', 'any') as string;
	if (!events.includes(event.outcome)) return false;
	if (assignTo === 'any') return true;
	if (assignTo !== event.assignTo) return false;
	return assignTo === 'agent'
		? isNamed(context, 'agentId', event.agentId)
		: isNamed(context, 'queueId', event.queueId);
}

/** Whether the ID is among those of the parameter, which are separated by commas; an empty one names all. */
function isNamed(context: IWebhookFunctions, parameter: string, id: string | null): boolean {
	const value = context.getNodeParameter(parameter, '', { extractValue: true }) as unknown;
	const ids = String(value ?? '')
		.split(',')
		.map((one) => one.trim())
		.filter(Boolean);
	return ids.length === 0 || (id !== null && ids.includes(id));
}

import type { IWebhookFunctions } from 'n8n-workflow';

import { LogThrottle } from '../shared/callback/logThrottle';
import type { TransferResult } from '../shared/callback/transferResult';
import { foundNothing, isExpression } from '../shared/expression';
import { isObject } from '../shared/kore/answer';

/** Whether the event is one of those that 'Events', 'Assigned To' and the agents or queues named there let through. */
export function isWanted(context: IWebhookFunctions, event: TransferResult): boolean {
	const events = context.getNodeParameter('events', []) as string[];
	const assignTo = context.getNodeParameter('assignTo', 'any') as string;
	if (!events.includes(event.outcome)) return false;
	if (assignTo === 'any') return true;
	if (assignTo !== event.assignTo) return false;
	return assignTo === 'agent'
		? isNamed(context, 'Agent', 'agentId', event.agentId)
		: isNamed(context, 'Queue', 'queueId', event.queueId);
}

/** Whether the ID is among those of the parameter, which are separated by commas; a blank one names all. */
function isNamed(
	context: IWebhookFunctions,
	field: string,
	parameter: string,
	id: string | null,
): boolean {
	const value = context.getNodeParameter(parameter, '', { extractValue: true }) as unknown;
	const ids = String(value ?? '')
		.split(',')
		.map((one) => one.trim())
		.filter(Boolean);
	if (ids.length > 0) return id !== null && ids.includes(id);
	const saved: unknown = context.getNode().parameters[parameter];
	if (!isExpression(isObject(saved) ? saved.value : saved)) return true;
	warn(context, field);
	return false;
}

const throttle = new LogThrottle();

/** At most once a minute, as a result may come as often as its sender likes. */
function warn(context: IWebhookFunctions, field: string): void {
	const { id, name } = context.getNode();
	if (throttle.take(`${context.getWorkflow().id}/${id}/${field}`) === undefined) return;
	context.logger.warn(
		`${name} lets no result through: ${foundNothing(field)}. Before the trigger there is no item: correct the expression, or clear the field to take the results of all.`,
	);
}

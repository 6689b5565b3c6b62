import type { IWebhookFunctions } from 'n8n-workflow';

import { LogThrottle } from '../shared/callback/logThrottle';
import type { TransferResult } from '../shared/callback/transferResult';
import { foundNothing, isExpression } from '../shared/expression';
import { isObject } from '../shared/kore/answer';

/** Whether the event is one of those that 'Events', 'Assigned To' and the agents or queues named there let through. */
export function isWanted(context: IWebhookFunctions, event: TransferResult): boolean {
	const events = (context.getNodeParameter('events', []) ?? []) as string[];
	const assignTo = context.getNodeParameter('assignTo', 'any') as string | undefined;
	if (events.length === 0) warnOfExpression(context, 'Events', 'events');
	if (!assignTo) warnOfExpression(context, 'Assigned To', 'assignTo');
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
	return !warnOfExpression(context, field, parameter);
}

const throttle = new LogThrottle();

/**
 * Whether the parameter, of which nothing is left, is an expression. Then n8n's log says so, at most once a minute, as results may
 * come as often as their sender likes.
 */
function warnOfExpression(context: IWebhookFunctions, field: string, parameter: string): boolean {
	const { id, name, parameters } = context.getNode();
	const saved: unknown = parameters[parameter];
	if (!isExpression(isObject(saved) ? saved.value : saved)) return false;
	if (throttle.take(`${context.getWorkflow().id}/${id}/${field}`) !== undefined) {
		context.logger.warn(
			`${name} lets no result through: ${foundNothing(field)}. Before the trigger there is no item: correct the expression, or choose a fixed value.`,
		);
	}
	return true;
}

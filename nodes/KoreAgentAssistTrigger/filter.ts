import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

import { LogThrottle } from '../shared/callback/logThrottle';
import type { TransferResult } from '../shared/callback/transferResult';
import { foundNothing, isExpression } from '../shared/expression';
import { isObject } from '../shared/kore/answer';
import { rejectForeignId } from '../shared/kore/foreignId';
import { readIds } from '../shared/kore/ids';
import { operationError, type Problem } from '../shared/nodeError';

/** The field that names those who are let through, by 'Assigned To'. */
const FIELDS = {
	agent: { field: 'Agent', parameter: 'agentId' },
	queue: { field: 'Queue', parameter: 'queueId' },
} as const;

type Kind = keyof typeof FIELDS;

/** Whether the event is one of those that 'Events', 'Assigned To' and the agents or queues named there let through. */
export function isWanted(context: IWebhookFunctions, event: TransferResult): boolean {
	const events = (context.getNodeParameter('events', []) ?? []) as string[];
	const assignTo = readAssignTo(context);
	if (events.length === 0) warnOfExpression(context, 'Events', 'events');
	if (!assignTo) warnOfExpression(context, 'Assigned To', 'assignTo');
	if (!events.includes(event.outcome)) return false;
	if (assignTo === 'any') return true;
	if (assignTo !== event.assignTo || !isKind(assignTo)) return false;
	return isNamed(context, assignTo, assignTo === 'agent' ? event.agentId : event.queueId);
}

/**
 * To be called when the workflow is published, or listens for a test. Throws a NodeOperationError for an agent or a queue that is
 * named by something else than its ID: no result would ever fit it, and nobody would be told.
 */
export function assertFilter(context: IHookFunctions): void {
	// What was published takes callbacks again after a restart, whatever its expressions find then.
	if (['init', 'leadershipChange'].includes(context.getActivationMode())) return;
	const assignTo = readAssignTo(context);
	if (!isKind(assignTo)) return;
	try {
		readNamed(context, assignTo);
	} catch (error) {
		throw operationError(context.getNode(), error as Problem);
	}
}

const readAssignTo = (context: IHookFunctions | IWebhookFunctions) =>
	context.getNodeParameter('assignTo', 'any') as string | undefined;

const isKind = (assignTo: string | undefined): assignTo is Kind =>
	assignTo === 'agent' || assignTo === 'queue';

/** The IDs that are let through; none if the field is blank. Throws a UserError for what is no such ID. */
function readNamed(context: IHookFunctions | IWebhookFunctions, kind: Kind): string[] {
	const { field, parameter } = FIELDS[kind];
	const value = context.getNodeParameter(parameter, '', { extractValue: true }) as unknown;
	const ids = readIds(field, value);
	for (const id of ids) rejectForeignId(field, kind, id);
	return ids;
}

/** Whether the ID is among those of the field; a blank one names all. */
function isNamed(context: IWebhookFunctions, kind: Kind, id: string | null): boolean {
	const { field, parameter } = FIELDS[kind];
	try {
		const ids = readNamed(context, kind);
		if (ids.length > 0) return id !== null && ids.includes(id);
	} catch (error) {
		// An expression that was right when the workflow was published.
		const { message, description } = error as Problem;
		warn(context, field, `${message}. ${description ?? ''}`);
		return false;
	}
	return !warnOfExpression(context, field, parameter);
}

const throttle = new LogThrottle();

/** Whether the parameter, of which nothing is left, is an expression; n8n's log says so then. */
function warnOfExpression(context: IWebhookFunctions, field: string, parameter: string): boolean {
	const saved: unknown = context.getNode().parameters[parameter];
	if (!isExpression(isObject(saved) ? saved.value : saved)) return false;
	warn(
		context,
		field,
		`${foundNothing(field)}. Before the trigger there is no item: correct the expression, or choose a fixed value.`,
	);
	return true;
}

/** At most once a minute, as results may come as often as their sender likes. */
function warn(context: IWebhookFunctions, field: string, problem: string): void {
	const { id, name } = context.getNode();
	if (throttle.take(`${context.getWorkflow().id}/${id}/${field}`) === undefined) return;
	context.logger.warn(`${name} lets no result through: ${problem}`);
}

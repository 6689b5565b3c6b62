import { UserError, type IHookFunctions, type IWebhookFunctions } from 'n8n-workflow';

import { LogThrottle } from '../shared/callback/logThrottle';
import type { TransferResult } from '../shared/callback/transferResult';
import { foundNothing, isExpression } from '../shared/expression';
import { describeFound } from '../shared/foundValue';
import { isObject } from '../shared/kore/answer';
import { rejectForeignId } from '../shared/kore/foreignId';
import { readIds } from '../shared/kore/ids';
import { operationError, type Problem } from '../shared/nodeError';

/** One of the node's fields that leave results out. */
interface Filter {
	field: string;
	parameter: string;
}

const EVENTS: Filter = { field: 'Events', parameter: 'events' };

const ASSIGNED_TO: Filter = { field: 'Assigned To', parameter: 'assignTo' };

type Kind = 'agent' | 'queue';

/** The field that names those who are let through, by 'Assigned To'. */
const NAMED: Record<Kind, Filter> = {
	agent: { field: 'Agent', parameter: 'agentId' },
	queue: { field: 'Queue', parameter: 'queueId' },
};

/**
 * Whether the event is one of those that 'Events', 'Assigned To' and the agents or queues named there let through. Never throws: a
 * filter that cannot be read lets none through, as one that finds nothing does, and n8n's log says so.
 */
export function isWanted(context: IWebhookFunctions, event: TransferResult): boolean {
	const events = readFilter(context, EVENTS, () => readEvents(context));
	const assignTo = readFilter(context, ASSIGNED_TO, () => readAssignTo(context));
	if (!events?.includes(event.outcome)) return false;
	if (assignTo === 'any') return true;
	if (!isKind(assignTo) || assignTo !== event.assignTo) return false;
	const ids = readFilter(context, NAMED[assignTo], () => readNamed(context, assignTo));
	if (ids?.length === 0) return true;
	const id = assignTo === 'agent' ? event.agentId : event.queueId;
	return id !== null && ids !== undefined && ids.includes(id);
}

/**
 * To be called when the workflow is published, or listens for a test. Throws a NodeOperationError for an expression that fails or gives
 * what the field does not offer, and for an agent or a queue that is named by something else than its ID: no result would ever fit it,
 * and nobody would be told.
 */
export function assertFilter(context: IHookFunctions): void {
	// What was published takes callbacks again after a restart, whatever its expressions find then.
	if (['init', 'leadershipChange'].includes(context.getActivationMode())) return;
	assertReadable(context, EVENTS, () => readEvents(context));
	const assignTo = assertReadable(context, ASSIGNED_TO, () => readAssignTo(context));
	if (isKind(assignTo)) {
		assertReadable(context, NAMED[assignTo], () => readNamed(context, assignTo));
	}
}

function assertReadable<Value>(
	context: IHookFunctions,
	{ field }: Filter,
	read: () => Value,
): Value {
	try {
		return read();
	} catch (error) {
		throw operationError(context.getNode(), explain(field, error as Error));
	}
}

/**
 * The outcomes that are let through, as an array or, from an expression, as a text; undefined for what is neither. Throws a UserError if
 * it holds none of those that there are.
 */
function readEvents(context: IHookFunctions | IWebhookFunctions): string[] | string | undefined {
	const value = context.getNodeParameter('events', []) as unknown;
	if (!Array.isArray(value) && typeof value !== 'string') return undefined;
	const events = value as string[] | string;
	const isKnown = OUTCOMES.some((outcome) => events.includes(outcome));
	if (isKnown || events.length === 0) return events;
	throw notOffered(EVENTS, events, "'transferred', 'failed' or both");
}

const OUTCOMES: Array<TransferResult['outcome']> = ['transferred', 'failed'];

/** Throws a UserError for what the field does not offer; an expression that finds nothing may find something later. */
function readAssignTo(context: IHookFunctions | IWebhookFunctions): string | undefined {
	const assignTo = context.getNodeParameter('assignTo', 'any') as string | null | undefined;
	if (assignTo === 'any' || isKind(assignTo)) return assignTo;
	if (isNothing(assignTo)) return undefined;
	throw notOffered(ASSIGNED_TO, assignTo, "'any', 'agent' or 'queue'");
}

const notOffered = ({ field }: Filter, value: unknown, choices: string) =>
	new UserError(`'${field}' is ${describeFound(value)}`, {
		description: `It must be ${choices}. Check the expression in '${field}'.`,
	});

const isKind = (assignTo: string | null | undefined): assignTo is Kind =>
	assignTo === 'agent' || assignTo === 'queue';

/** The IDs that are let through; none if the field is blank. Throws a UserError for what is no such ID. */
function readNamed(context: IHookFunctions | IWebhookFunctions, kind: Kind): string[] {
	const { field, parameter } = NAMED[kind];
	const value = context.getNodeParameter(parameter, '', { extractValue: true }) as unknown;
	const ids = readIds(field, value);
	for (const id of ids) rejectForeignId(field, kind, id);
	return ids;
}

const throttle = new LogThrottle();

/** What `read` reads of a filter; undefined, and a line in n8n's log, if that fails or is an expression that finds nothing. */
function readFilter<Value>(
	context: IWebhookFunctions,
	{ field, parameter }: Filter,
	read: () => Value,
): Value | undefined {
	try {
		const value = read();
		if (!isNothing(value)) return value;
		const saved: unknown = context.getNode().parameters[parameter];
		if (!isExpression(isObject(saved) ? saved.value : saved)) return value;
		warn(context, field, `${foundNothing(field)}. ${NO_ITEM}`);
	} catch (error) {
		// An expression that was right when the workflow was published.
		const { message, description } = explain(field, error as Error);
		warn(context, field, `${message}. ${description ?? ''}`);
	}
	return undefined;
}

const isNothing = (value: unknown): boolean =>
	value === undefined || value === null || (value as { length?: unknown }).length === 0;

const NO_ITEM =
	'Before the trigger there is no item: correct the expression, or choose a fixed value.';

/** A problem of ours names the field; n8n's own error of an expression does not. */
const explain = (field: string, error: Error): Problem =>
	error instanceof UserError
		? error
		: { message: `The expression of '${field}' fails: ${error.message}`, description: NO_ITEM };

/** At most once a minute, as results may come as often as their sender likes. */
function warn(context: IWebhookFunctions, field: string, problem: string): void {
	const { id, name } = context.getNode();
	if (throttle.take(`${context.getWorkflow().id}/${id}/${field}`) === undefined) return;
	context.logger.warn(`${name} lets no result through: ${problem}`);
}

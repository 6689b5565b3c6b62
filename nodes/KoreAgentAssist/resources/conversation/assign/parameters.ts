import { UserError } from 'n8n-workflow';

import { MAX_CORRELATION_BYTES, type AssignTarget } from '../../../../shared/callback/token';
import { describeFound } from '../../../../shared/foundValue';
import { readId } from '../../../../shared/kore/ids';
import { readAgent, type NamedAgent } from '../../../locators/agent';
import { toLocator, type Locator } from '../../../locators/locator';
import { readQueue, type NamedQueue } from '../../../locators/queue';
import type { Run } from '../../../run/openRun';
import { fromOptionOrCredential, readSwitch, readTimeout } from '../../../run/values';
import type { CallbackAddress, ReadCallback } from './callback';

const ASSIGN_TO_QUEUE = "Set 'Assign To' to 'Queue', or enter the ID of an agent (a-…).";
const ASSIGN_TO_AGENT = "Set 'Assign To' to 'Agent', or enter the ID of a queue (qu-…).";

/** Whom a conversation goes to, as the node's fields name it. */
export type NamedTarget =
	{ assignTo: 'agent'; named: NamedAgent } | { assignTo: 'queue'; named: NamedQueue };

/** One item's request, checked. */
export interface AssignParameters {
	target: NamedTarget;
	botSessionId: string;
	callback: CallbackAddress;
	correlation: Record<string, string>;
	/** Whether to look the conversation up where nobody knows whether Kore has accepted it. */
	asksKore: boolean;
	streamId: string;
	orgId: string;
	accountId: string;
	timeoutMs: number;
}

/** The same with the ID of its target: everything that the assign call needs. */
export interface AssignRequest extends Omit<AssignParameters, 'target'> {
	target: AssignTarget;
}

interface AssignOptions {
	streamId?: unknown;
	orgId?: unknown;
	accountId?: unknown;
	correlationData?: { pair?: Array<{ key?: unknown; value?: unknown }> };
	signCallback?: unknown;
	ifUnsure?: unknown;
	timeout?: number;
}

/**
 * Resolves and checks the parameters of one item. Throws a UserError that names the parameter, says what was found and
 * how to mend it; n8n's own error if an expression fails.
 */
export function readAssignParameters(
	{ read, credential }: Run,
	itemIndex: number,
	readCallback: ReadCallback,
): AssignParameters {
	const parameter = (name: string) => read(name, itemIndex);
	const options = (parameter('options') || {}) as AssignOptions;
	return {
		target: readTarget(parameter('assignTo'), (name) => toLocator(parameter(name))),
		botSessionId: readId('Bot Session ID', parameter('botSessionId')),
		callback: readCallback(
			parameter('callbackUrl'),
			readSwitch('Sign Callback', options.signCallback, true),
		),
		correlation: readCorrelation(options.correlationData?.pair ?? []),
		asksKore: readIfUnsure(options.ifUnsure) === 'askKore',
		streamId: fromOptionOrCredential('Stream ID', options.streamId, credential.streamId, 'st-…'),
		orgId: fromOptionOrCredential('Organization ID', options.orgId, credential.orgId, 'o-…'),
		accountId: fromOptionOrCredential('Account ID', options.accountId, credential.accountId),
		timeoutMs: readTimeout(options.timeout ?? undefined),
	};
}

function readTarget(assignTo: unknown, locator: (name: string) => Locator): NamedTarget {
	if (assignTo === 'agent') {
		return { assignTo, named: readAgent(locator('agentId'), { queue: ASSIGN_TO_QUEUE }) };
	}
	if (assignTo === 'queue') {
		return { assignTo, named: readQueue(locator('queueId'), { agent: ASSIGN_TO_AGENT }) };
	}
	throw new UserError(`'Assign To' is ${JSON.stringify(assignTo) ?? 'empty'}`, {
		description: "It must be 'agent' or 'queue'. Check the expression in 'Assign To'.",
	});
}

function readIfUnsure(ifUnsure: unknown = 'report'): unknown {
	if (ifUnsure === 'report' || ifUnsure === 'askKore') return ifUnsure;
	throw new UserError(`'If Unsure' is ${describeFound(ifUnsure)}`, {
		description: "It must be 'report' or 'askKore'. Check the expression in 'If Unsure'.",
	});
}

function readCorrelation(pairs: Array<{ key?: unknown; value?: unknown }>): Record<string, string> {
	const entries = pairs
		.map(({ key, value }) => [String(key ?? '').trim(), toText(value)] as const)
		.filter(([key]) => key !== '');
	const twice = entries.find(
		([key], index) => entries.findIndex(([other]) => other === key) < index,
	);
	if (twice) {
		throw new UserError(`'Correlation Data' has two values named '${describeFound(twice[0])}'`, {
			description: 'Only one could come back with the result. Give each a name of its own.',
		});
	}
	const correlation = Object.fromEntries(entries);
	const size = Buffer.byteLength(JSON.stringify(correlation));
	if (size > MAX_CORRELATION_BYTES) {
		throw new UserError(`'Correlation Data' has ${size} bytes`, {
			description: `It travels in the callback URL, so ${MAX_CORRELATION_BYTES} bytes are the most. Send an ID and look the rest up in the workflow that takes the result.`,
		});
	}
	return correlation;
}

/** An object as JSON; a date, which JSON knows as a text, as that text. */
function toText(value: unknown): string {
	if (typeof value !== 'object' || value === null) return String(value ?? '');
	const json = JSON.stringify(value);
	const parsed: unknown = JSON.parse(json);
	return typeof parsed === 'string' ? parsed : json;
}

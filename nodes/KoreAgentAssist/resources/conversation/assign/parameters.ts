import { UserError } from 'n8n-workflow';

import { MAX_CORRELATION_BYTES, type AssignTarget } from '../../../../shared/callback/token';
import type { KoreCredential } from '../../../../shared/credential/credential';
import { readId } from '../../../../shared/kore/ids';
import { rejectForeignId } from '../../../run/foreignId';
import type { ReadParameter } from '../../../run/parameterReader';
import { describeFound, fromOptionOrCredential, readTimeout } from '../../../run/values';
import type { CallbackAddress, ReadCallback } from './callback';

const ASSIGN_TO_QUEUE = "Set 'Assign To' to 'Queue', or enter the ID of an agent (a-…).";
const ASSIGN_TO_AGENT = "Set 'Assign To' to 'Agent', or enter the ID of a queue (qu-…).";

/** One item's request, checked: everything that the assign call needs. */
export interface AssignParameters {
	target: AssignTarget;
	botSessionId: string;
	callback: CallbackAddress;
	correlation: Record<string, string>;
	streamId: string;
	orgId: string;
	accountId: string;
	timeoutMs: number;
}

interface AssignOptions {
	streamId?: unknown;
	orgId?: unknown;
	accountId?: unknown;
	correlationData?: { pair?: Array<{ key?: unknown; value?: unknown }> };
	signCallback?: boolean;
	timeout?: number;
}

/**
 * Resolves and checks the parameters of one item. Throws a UserError that names the parameter, says what was found and
 * how to mend it; n8n's own error if an expression fails.
 */
export function readAssignParameters(
	read: ReadParameter,
	itemIndex: number,
	credential: KoreCredential,
	readCallback: ReadCallback,
): AssignParameters {
	const parameter = (name: string) => read(name, itemIndex);
	const options = (parameter('options') || {}) as AssignOptions;
	return {
		target: readTarget(parameter),
		botSessionId: readId('Bot Session ID', parameter('botSessionId')),
		callback: readCallback(parameter('callbackUrl'), options.signCallback !== false),
		correlation: readCorrelation(options.correlationData?.pair ?? []),
		streamId: fromOptionOrCredential('Stream ID', options.streamId, credential.streamId, 'st-…'),
		orgId: fromOptionOrCredential('Organization ID', options.orgId, credential.orgId, 'o-…'),
		accountId: fromOptionOrCredential('Account ID', options.accountId, credential.accountId),
		timeoutMs: readTimeout(options.timeout ?? undefined),
	};
}

function readTarget(parameter: (name: string) => unknown): AssignTarget {
	const assignTo = parameter('assignTo');
	if (assignTo === 'agent') {
		const id = readId('Agent', parameter('agentId'));
		rejectForeignId('Agent', 'agent', id, { queue: ASSIGN_TO_QUEUE });
		return { assignTo, id };
	}
	if (assignTo === 'queue') {
		const id = readId('Queue', parameter('queueId'));
		rejectForeignId('Queue', 'queue', id, { agent: ASSIGN_TO_AGENT });
		return { assignTo, id };
	}
	throw new UserError(`'Assign To' is ${JSON.stringify(assignTo) ?? 'empty'}`, {
		description: "It must be 'agent' or 'queue'. Check the expression in 'Assign To'.",
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

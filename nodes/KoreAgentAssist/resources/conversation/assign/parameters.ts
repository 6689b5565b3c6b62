import { UserError } from 'n8n-workflow';

import {
	hasTokenParameter,
	MAX_CORRELATION_BYTES,
	type AssignTarget,
} from '../../../../shared/callback/token';
import type { KoreCredential } from '../../../../shared/credential/credential';
import { readId, readOptionalId, rejectForeignId } from '../../../../shared/kore/ids';
import type { ReadParameter } from '../../../run/parameterReader';

/** One item's request, checked: everything the assign call needs but the callback's signature. */
export interface AssignParameters {
	target: AssignTarget;
	botSessionId: string;
	callbackUrl: string;
	signCallback: boolean;
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
 * how to mend it; n8n's own error if an expression fails. `resumeUrl` is where the execution takes the callback itself
 * if it is to wait and there is no other URL.
 */
export function readAssignParameters(
	read: ReadParameter,
	itemIndex: number,
	credential: KoreCredential,
	resumeUrl?: string,
): AssignParameters {
	const parameter = (name: string) => read(name, itemIndex);
	const options = (parameter('options') || {}) as AssignOptions;
	const signCallback = options.signCallback !== false;
	if (resumeUrl && !signCallback) throw waitingNeedsSignature();
	return {
		target: readTarget(parameter),
		botSessionId: readId('Bot Session ID', parameter('botSessionId')),
		callbackUrl: readCallbackUrl(parameter('callbackUrl'), credential, signCallback, resumeUrl),
		signCallback,
		correlation: readCorrelation(options.correlationData?.pair ?? []),
		streamId: fromOptionOrCredential('Stream ID', options.streamId, credential.streamId, 'st-…'),
		orgId: fromOptionOrCredential('Organization ID', options.orgId, credential.orgId, 'o-…'),
		accountId: fromOptionOrCredential('Account ID', options.accountId, credential.accountId),
		timeoutMs: readTimeout(options.timeout ?? 30_000),
	};
}

function readTarget(parameter: (name: string) => unknown): AssignTarget {
	const assignTo = parameter('assignTo');
	if (assignTo === 'agent') {
		const id = readId('Agent', parameter('agentId'));
		rejectForeignId('Agent', id);
		return { assignTo, id };
	}
	if (assignTo === 'queue') {
		const id = readId('Queue', parameter('queueId'));
		rejectForeignId('Queue', id);
		return { assignTo, id };
	}
	throw new UserError(`'Assign To' is ${JSON.stringify(assignTo) ?? 'empty'}`, {
		description: "It must be 'agent' or 'queue'. Check the expression in 'Assign To'.",
	});
}

function fromOptionOrCredential(
	field: string,
	option: unknown,
	fallback: string,
	form?: string,
): string {
	const value = readOptionalId(field, option) || fallback;
	if (value) return readId(field, value);
	throw new UserError(`'${field}' is empty`, {
		description: `Open the credential and enter '${field}'${form ? ` (${form})` : ''}, or add it under Options of this node.`,
	});
}

function readCallbackUrl(
	value: unknown,
	credential: KoreCredential,
	sign: boolean,
	resumeUrl?: string,
): string {
	const own = typeof value === 'string' ? value.trim() : value;
	const [field, url] = own ? ["'Callback URL'", own] : ["'Trigger URL'", credential.triggerUrl];
	if (!url && resumeUrl) return resumeUrl;
	if (!url) {
		throw new UserError("'Callback URL' is empty, and the credential has no 'Trigger URL'", {
			description:
				"Kore posts the transfer result to this URL. Add a Kore AgentAssist Trigger to the workflow that takes the result, open it, copy its Production URL, and paste it into 'Trigger URL' of the credential (once for all nodes) or into 'Callback URL' of this node.",
		});
	}
	if (typeof url !== 'string' || !/^https?:\/\/[^/\s]+/i.test(url) || !URL.canParse(url)) {
		throw new UserError(`${field} is not a web address: ${describeFound(url)}`, {
			description:
				'It must begin with https:// or http://, e.g. the Production URL of a Kore AgentAssist Trigger.',
		});
	}
	if (sign && hasTokenParameter(url)) {
		throw new UserError(`${field} already has a query parameter 'token'`, {
			description:
				"The node adds 'token' itself to sign the URL. Remove it from the URL, or turn off 'Sign Callback' under Options if the receiver brings its own token.",
		});
	}
	return url;
}

const waitingNeedsSignature = () =>
	new UserError("'Sign Callback' is off, but the node is to wait for the transfer result", {
		description:
			"Only a signed callback tells which request it belongs to. Remove 'Sign Callback' from Options, or set 'Continue' to 'When Kore Has Accepted'.",
	});

export const describeFound = (value: unknown) =>
	(typeof value === 'string' ? value : (JSON.stringify(value) ?? typeof value)).slice(0, 100);

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

/** Node's timers take little more. */
const MAX_TIMEOUT_MS = 2_000_000_000;

function readTimeout(value: unknown): number {
	const number = typeof value === 'string' && value.trim() ? Number(value) : value;
	if (typeof number === 'number' && number >= 1 && number <= MAX_TIMEOUT_MS)
		return Math.ceil(number);
	throw new UserError(`'Timeout' is ${describeFound(value)}`, {
		description: 'Enter the milliseconds that the node waits for an answer, e.g. 30000.',
	});
}

import { randomUUID } from 'node:crypto';

import type { OnError } from 'n8n-workflow';

/** As n8n saves it. */
export interface Node {
	id: string;
	name: string;
	type: string;
	typeVersion: number;
	position: [number, number];
	parameters: Record<string, unknown>;
	webhookId?: string;
	onError?: OnError;
	retryOnFail?: boolean;
	maxTries?: number;
	waitBetweenTries?: number;
	credentials?: Record<string, { id: string; name: string }>;
}

export type Credential = { id: string; name: string };

const PACKAGE = 'n8n-nodes-kore-agentassist';

export const node = (
	name: string,
	type: string,
	typeVersion: number,
	parameters: Record<string, unknown> = {},
): Node => ({
	id: randomUUID(),
	name,
	type,
	typeVersion,
	position: [0, 0],
	parameters,
});

export const start = () => node('Start', 'n8n-nodes-base.manualTrigger', 1);

/**
 * n8n's own Webhook node.
 *
 * @param settings beside its defaults, of which one is to answer at once
 */
export function webhook(settings?: Record<string, unknown>): Node {
	const path = randomUUID();
	const parameters = { httpMethod: 'POST', path, options: {}, ...settings };
	return { ...node('Start', 'n8n-nodes-base.webhook', 2.1, parameters), webhookId: path };
}

/** Posts each item to a server that counts. */
export const report = (url: string) =>
	node('Report', 'n8n-nodes-base.httpRequest', 4.2, {
		method: 'POST',
		url,
		sendBody: true,
		specifyBody: 'json',
		jsonBody: '={{ JSON.stringify($json) }}',
		options: {},
	});

/** Two nodes that deliver one item for each row. */
export const rows = (table: object[]) => [
	node('Table', 'n8n-nodes-base.set', 3.4, {
		mode: 'raw',
		jsonOutput: JSON.stringify({ table }),
		options: {},
	}),
	node('Rows', 'n8n-nodes-base.splitOut', 1, { fieldToSplitOut: 'table', options: {} }),
];

/** The action node. */
export const assign = (
	credential: Credential,
	parameters: Record<string, unknown>,
	settings?: Partial<Node>,
): Node => ({
	...node('Assign', `${PACKAGE}.koreAgentAssist`, 1, {
		...parameters,
		// All scenarios of a simulator would share its limit.
		options: { requestsPerMinute: 0, ...(parameters.options as object | undefined) },
	}),
	credentials: { koreAgentAssistApi: credential },
	...settings,
});

export const trigger = (
	credential: Credential,
	parameters: Record<string, unknown> = {},
): Node => ({
	...node('Result', `${PACKAGE}.koreAgentAssistTrigger`, 1.1, parameters),
	credentials: { koreAgentAssistApi: credential },
	webhookId: randomUUID(),
});

/**
 * Gives each item a field `note`.
 *
 * @param value an expression
 */
export const note = (value: string) =>
	node('Note', 'n8n-nodes-base.set', 3.4, {
		mode: 'raw',
		jsonOutput: `={{ { note: ${value} } }}`,
		options: {},
	});

/**
 * Lets the items pass for which the expression is true.
 *
 * @param condition an expression
 */
export const only = (condition: string) =>
	node('Only', 'n8n-nodes-base.if', 2.2, {
		conditions: {
			options: { caseSensitive: true, leftValue: '', typeValidation: 'strict', version: 2 },
			combinator: 'and',
			conditions: [
				{
					id: randomUUID(),
					leftValue: `={{ ${condition} }}`,
					rightValue: '',
					operator: { type: 'boolean', operation: 'true', singleValue: true },
				},
			],
		},
		options: {},
	});

export const callWorkflow = (workflowId: string) =>
	node('Call', 'n8n-nodes-base.executeWorkflow', 1.2, {
		workflowId: { __rl: true, mode: 'id', value: workflowId },
		options: {},
	});

export const called = () =>
	node('Called', 'n8n-nodes-base.executeWorkflowTrigger', 1.1, { inputSource: 'passthrough' });

export const httpRequest = (credential: Credential, url: string): Node => ({
	...node('Request', 'n8n-nodes-base.httpRequest', 4.2, {
		url,
		authentication: 'predefinedCredentialType',
		nodeCredentialType: 'koreAgentAssistApi',
		options: {},
	}),
	credentials: { koreAgentAssistApi: credential },
});

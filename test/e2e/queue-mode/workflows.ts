import { assign, node, trigger, webhook, type Credential } from '../stage/nodes';
import { workflow } from '../stage/workflow';

/** What the assign workflow takes at its webhook, in a list `items`. */
export interface Item {
	assignTo: 'agent' | 'queue';
	/** ID of the agent or queue. */
	target: string;
	botSessionId: string;
	/** Comes back as correlation data. */
	ticket: string;
}

/** Assigns all items that its webhook gets, in one run. */
export function assignWorkflow(credential: Credential) {
	const start = webhook();
	const nodes = [
		start,
		node('Rows', 'n8n-nodes-base.splitOut', 1, { fieldToSplitOut: 'body.items', options: {} }),
		assign(credential, {
			resource: 'conversation',
			operation: 'assign',
			assignTo: '={{ $json.assignTo }}',
			agentId: { __rl: true, mode: 'id', value: '={{ $json.target }}' },
			queueId: { __rl: true, mode: 'id', value: '={{ $json.target }}' },
			botSessionId: '={{ $json.botSessionId }}',
			options: {
				// What a test sends would take minutes at Kore's own limit.
				requestsPerMinute: 0,
				correlationData: { pair: [{ key: 'ticket', value: '={{ $json.ticket }}' }] },
			},
		}),
	];
	return { content: workflow('Assign', nodes), path: `webhook/${start.webhookId}` };
}

/** Takes the callbacks, and works on each event for a while, as a call to a CRM would. */
export function resultWorkflow(credential: Credential, seconds: number) {
	const start = trigger(credential, {
		events: ['transferred', 'failed'],
		assignTo: 'any',
		verification: 'signed',
	});
	const work = node('Work', 'n8n-nodes-base.wait', 1.1, { amount: seconds, unit: 'seconds' });
	const done = node('Done', 'n8n-nodes-base.noOp', 1);
	return {
		content: workflow('Result', seconds > 0 ? [start, work, done] : [start, done]),
		path: `webhook/${start.webhookId}/webhook`,
	};
}

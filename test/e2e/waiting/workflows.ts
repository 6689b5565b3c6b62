import { toAgent } from '../../engine/harness/setup';
import { assign, node, report, start as byHand, trigger, webhook } from '../stage/nodes';
import { workflow as line } from '../stage/workflow';
import type { Node } from '../stage/nodes';

export const CREDENTIALS = {
	direct: 'Kore, straight to the execution',
	trigger: 'Kore, through the trigger',
};
type Way = keyof typeof CREDENTIALS;

export const TRIGGER_PATH = 'waiting-result';

const workflow = (id: string, name: string, nodes: Node[]) => ({ id, ...line(name, nodes) });

const credentialOf = (way: Way) => ({ id: `kore-${way}`, name: CREDENTIALS[way] });

/** @param data name of the field with the values */
const assignAndWait = (way: Way, data: string) =>
	assign(
		credentialOf(way),
		toAgent(`={{ ${data}.agent }}`, {
			botSessionId: `={{ ${data}.session }}`,
			callbackUrl: '',
			continueWhen: 'result',
			waitLimit: `={{ ${data}.limit ?? 10 }}`,
			waitUnit: 'minutes',
			options: { correlationData: { pair: [{ key: 'run', value: `={{ ${data}.run }}` }] } },
		}),
	);

const start = (name: string): Node => {
	const path = `start-${name}`;
	return { ...webhook({ path }), webhookId: path };
};

/** Every element of the start's `items`. */
const items = () =>
	node('Items', 'n8n-nodes-base.splitOut', 1, { fieldToSplitOut: 'body.items', options: {} });

/** The waiting node gets every element of the start's `items` in a turn of its own. */
function loopWorkflow(counter: string) {
	const to = (name: string) => [{ node: name, type: 'main', index: 0 }];
	return {
		...workflow('waitingLoop', 'Assign and wait, in a loop', [
			start('loop'),
			items(),
			node('Turns', 'n8n-nodes-base.splitInBatches', 3, { options: {} }),
			assignAndWait('trigger', '$json'),
			report(`${counter}/result`),
		]),
		connections: {
			Start: { main: [to('Items')] },
			Items: { main: [to('Turns')] },
			Turns: { main: [[], to('Assign')] },
			Assign: { main: [to('Report')] },
			Report: { main: [to('Turns')] },
		},
	};
}

/** The waiting node is set to Execute Once and gets all elements of the start's `items` in one run. */
function onceWorkflow(counter: string) {
	const once = { ...assignAndWait('trigger', '$json'), executeOnce: true };
	const nodes = [start('once'), items(), once, report(`${counter}/result`)];
	return workflow('waitingOnce', 'Assign and wait, once', nodes);
}

/**
 * Assign and wait, started by a webhook with `{ session, agent, limit }`; and the trigger that takes the callbacks, in
 * its first version.
 */
export function waitingWorkflows(counter: string) {
	const waiting = (way: Way) => [
		start(way),
		assignAndWait(way, '$json.body'),
		report(`${counter}/result`),
	];
	const result = { ...trigger(credentialOf('trigger')), typeVersion: 1, webhookId: TRIGGER_PATH };
	return [
		workflow('waitingDirect', 'Assign and wait, straight', waiting('direct')),
		workflow('waitingTrigger', 'Assign and wait, through the trigger', waiting('trigger')),
		loopWorkflow(counter),
		onceWorkflow(counter),
		workflow('waitingResult', 'Take results', [result, report(`${counter}/event`)]),
	];
}

/** Assign and wait as a builder executes it in the editor. */
export function manualWorkflow(
	way: Way,
	counter: string,
	transfer: { agent: string; session: string },
) {
	return workflow('', 'Assign and wait, by hand', [
		byHand(),
		assignAndWait(way, `(${JSON.stringify(transfer)})`),
		report(`${counter}/result`),
	]);
}

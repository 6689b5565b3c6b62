import { NodeHelpers, type INodeParameters, type NodeParameterValueType } from 'n8n-workflow';
import { startCallbackHost } from './harness/callbackHost';
import { createWorkflow, types } from './harness/nodes';
import { jsonOf, startedBy } from './harness/run';
import { useSimulator } from './harness/useSimulator';

const { credential } = useSimulator();

async function open(parameters: INodeParameters) {
	const host = await startCallbackHost({ parameters, credential });
	await host.stop();
	return host.node;
}

/** What n8n makes of the expression in the description, as the editor and the engine ask for it. */
async function outputNames(parameters: INodeParameters) {
	const node = await open(parameters);
	const { description } = types.koreAgentAssistTrigger;
	return NodeHelpers.getNodeOutputs(createWorkflow([node]), node, description).map((output) =>
		typeof output === 'string' ? output : output.displayName,
	);
}

/** For each output the outcomes that leave the trigger by it. */
async function emitted(parameters: INodeParameters, outcome: string) {
	const node = await open(parameters);
	const { data } = await startedBy({
		event: { outcome },
		node,
		credential,
		origin: 'http://127.0.0.1',
	});
	return data?.main.map((items) => jsonOf<{ outcome: string }>(items ?? [])[0]?.outcome);
}

it('has one output in a workflow that was saved before there was a choice', async () => {
	expect(await outputNames({})).toEqual(['main']);
	expect(await emitted({}, 'transferred')).toEqual(['transferred']);
	expect(await emitted({}, 'failed')).toEqual(['failed']);
});

describe('one output for each result', () => {
	it.each<[INodeParameters]>([[{}], [{ events: ['failed'] }]])(
		'has both, with names, with %j',
		async (parameters) => {
			expect(await outputNames({ ...parameters, outputs: 'perResult' })).toEqual([
				'Transferred',
				'Failed',
			]);
		},
	);

	it('puts a result on its own', async () => {
		const each = { outputs: 'perResult' };
		expect(await emitted(each, 'transferred')).toEqual(['transferred', undefined]);
		expect(await emitted(each, 'failed')).toEqual([undefined, 'failed']);
	});
});

it.each<[string[], string, string[]]>([
	[['transferred', 'failed'], 'perResult', []],
	[['failed'], 'one', []],
	[['failed'], 'perResult', ["'Transferred' stays empty"]],
	[['transferred'], 'perResult', ["'Failed' stays empty"]],
])('with events %j and outputs %s the editor says: %j', async (events, outputs, said) => {
	const node = await open({ events, outputs });
	const { expression } = createWorkflow([node]);
	const { hints = [] } = types.koreAgentAssistTrigger.description;
	const shown = hints.filter(({ displayCondition }) =>
		expression.getSimpleParameterValue(
			node,
			displayCondition as NodeParameterValueType & string,
			'internal',
			{},
		),
	);
	expect(shown.map(({ message }) => message)).toEqual(
		said.map((text) => expect.stringContaining(text) as string),
	);
});

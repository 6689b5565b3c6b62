import type { IExecuteFunctions, OnError } from 'n8n-workflow';
import {
	failedItem,
	invalidItem,
	unexpectedFailure,
} from '../../dist/nodes/KoreAgentAssist/run/failedItem';
import { koreNode } from '../engine/harness/nodes';

const contextOf = (onError?: OnError) =>
	({ getNode: () => koreNode('koreAgentAssist', {}, { onError }) }) as IExecuteFunctions;

it('of wrong parameters says what to do and that nothing can have been accepted', () => {
	const { error, output, maybeAccepted } = invalidItem(contextOf(), 3, { message: 'No field' });
	expect(maybeAccepted).toBe(false);
	expect(error).toMatchObject({ name: 'NodeOperationError', context: { itemIndex: 3 } });
	expect(output).toEqual({
		json: {
			error: 'No field',
			message: 'Check the expressions of this node. Nothing was sent for this item.',
			details: { cause: 'parameter', httpCode: null, maybeAccepted: false },
		},
		pairedItem: { item: 3 },
	});
});

it('of what nobody has foreseen says that it may have been accepted, without a token', () => {
	const token = `eyJ${'a'.repeat(20)}.eyJ${'b'.repeat(20)}.${'c'.repeat(20)}`;
	const failure = unexpectedFailure(new Error(`Cannot read ${token}`));
	expect(failure).toEqual({
		cause: 'network',
		message: 'The request ended in a way that the node does not know',
		description: '(Cannot read [token removed]) Please report this.',
		httpCode: null,
		maybeAccepted: true,
		response: null,
	});
	const { output, maybeAccepted } = failedItem(contextOf(), 0, failure, { agentId: 'a-1' });
	expect(maybeAccepted).toBe(true);
	expect(output.json.details).toEqual({
		cause: 'network',
		httpCode: null,
		maybeAccepted: true,
		agentId: 'a-1',
		response: null,
	});
});

// n8n 1 moves an item to the error output for this; n8n 2 only if a copy of it does not have it.
it.each<[OnError | undefined, object | undefined]>([
	['continueErrorOutput', { message: 'Gone' }],
	['continueRegularOutput', undefined],
	[undefined, undefined],
])('with %s has the hidden error %j', (onError, hidden) => {
	const { output } = invalidItem(contextOf(onError), 0, { message: 'Gone' });
	expect(output.error).toEqual(hidden);
	expect({ ...output }).not.toHaveProperty('error');
});

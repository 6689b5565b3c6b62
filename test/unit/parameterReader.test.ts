import type { IExecuteFunctions, INodeParameters } from 'n8n-workflow';
import { createParameterReader } from '../../dist/nodes/KoreAgentAssist/run/parameterReader';
import { koreNode } from '../engine/harness/nodes';

it.each<[string, INodeParameters, boolean]>([
	['a text', { field: 'a' }, true],
	['a text with an equals sign in it', { field: 'a=1' }, true],
	['an expression', { field: '={{ 1 }}' }, false],
	['a collection', { field: { a: 1, b: [{ c: 'x' }] } }, true],
	['a collection with an expression in it', { field: { a: 1, b: [{ c: '=x' }] } }, false],
	['a number', { field: 5 }, true],
	['nothing', {}, true],
])('%s is resolved once for all items: %s', (_, parameters, isOnce) => {
	const asked: unknown[] = [];
	const context = {
		getNode: () => koreNode('koreAgentAssist', parameters),
		getNodeParameter: (name: string, item: number, fallback: unknown) => {
			asked.push([name, item, fallback]);
			return `value of item ${item}`;
		},
	} as unknown as IExecuteFunctions;
	const read = createParameterReader(context);
	const values = [read('field', 0), read('field', 1), read('other', 2)];
	const second = isOnce ? 'value of item 0' : 'value of item 1';
	expect(values).toEqual(['value of item 0', second, 'value of item 2']);
	expect(asked).toEqual([
		['field', 0, ''],
		...(isOnce ? [] : [['field', 1, '']]),
		['other', 2, ''],
	]);
});

import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';
import { KoreAgentAssistApi } from '../../dist/credentials/KoreAgentAssistApi.credentials';
import { KoreAgentAssist } from '../../dist/nodes/KoreAgentAssist/KoreAgentAssist.node';
import { KoreAgentAssistTrigger } from '../../dist/nodes/KoreAgentAssistTrigger/KoreAgentAssistTrigger.node';

// What n8n's UX guidelines ask for and its lint does not see.

type Part = INodeProperties | INodePropertyOptions | INodePropertyCollection;

const everyPart = (parts: Part[]): Part[] =>
	parts.flatMap((part) => [
		part,
		...everyPart(('options' in part && part.options) || []),
		...everyPart(('values' in part && part.values) || []),
	]);

const parts = everyPart([
	...new KoreAgentAssistApi().properties,
	...new KoreAgentAssist().description.properties,
	...new KoreAgentAssistTrigger().description.properties,
]);

const modes = parts.flatMap((part) => ('modes' in part && part.modes) || []);

// n8n's rule for it sees no field that stands in another file than the credential's class.
it('the secrets of the credential are password fields', () => {
	const masked = new KoreAgentAssistApi().properties.filter(
		({ typeOptions }) => typeOptions?.password,
	);
	expect(masked.map(({ name }) => name)).toEqual([
		'clientSecret',
		'privateKey',
		'token',
		'callbackSecret',
	]);
});

it('no action has an article', () => {
	const actions = parts.flatMap((part) => ('action' in part && part.action) || []);
	expect(actions.length).toBeGreaterThan(10);
	expect(actions.filter((action) => /\b(a|an|the)\b/i.test(action))).toEqual([]);
});

it('a placeholder is an example, and says so', () => {
	const isText = ({ type }: { type?: string }) => type === 'string';
	const placeholders = [...parts, ...modes].flatMap((part) =>
		'placeholder' in part && isText(part) ? [part.placeholder ?? ''] : [],
	);
	expect(placeholders.length).toBeGreaterThan(10);
	expect(placeholders.filter((placeholder) => !placeholder.startsWith('e.g. '))).toEqual([]);
});

it('a notice of one sentence ends without a period', () => {
	const notices = parts.flatMap((part) =>
		'type' in part && part.type === 'notice' ? [part.displayName] : [],
	);
	const single = notices.filter((text) => !/\. /.test(text));
	expect(single.length).toBeGreaterThan(0);
	expect(single.filter((text) => text.endsWith('.'))).toEqual([]);
});

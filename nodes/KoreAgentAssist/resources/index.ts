import { assign } from './conversation/assign/assign.operation';
import type { Resource } from './operation';

/** All that the node can do. A new operation is a file, or a folder, of its own and one entry here. */
export const resources: Resource[] = [
	{ option: { name: 'Conversation', value: 'conversation' }, operations: [assign] },
];

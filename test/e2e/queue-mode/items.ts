import { agent, queue } from '../stage/people';
import type { Item } from './workflows';

/**
 * Agents and queues in turn.
 *
 * @param name begins each bot session
 */
export const itemsFor = (name: string, count: number): Item[] =>
	Array.from({ length: count }, (_, index) => ({
		assignTo: index % 2 === 0 ? 'agent' : 'queue',
		target: index % 2 === 0 ? agent(1) : queue(1),
		botSessionId: `${name}-${index}`,
		ticket: `T-${index}`,
	}));

const { agent, queue } = require('../stage/people');

/**
 * Agents and queues in turn.
 * @param {string} name begins each bot session
 * @param {number} count
 * @returns {import('./workflows').Item[]}
 */
const itemsFor = (name, count) =>
	Array.from({ length: count }, (_, index) => ({
		assignTo: index % 2 === 0 ? 'agent' : 'queue',
		target: index % 2 === 0 ? agent(1) : queue(1),
		botSessionId: `${name}-${index}`,
		ticket: `T-${index}`,
	}));

module.exports = { itemsFor };

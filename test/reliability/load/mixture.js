/**
 * What is asked, and what Kore and others post for it, all by the number of the transfer: half of the transfers wait for
 * their result through the trigger, a quarter of the results is repeated with the same bytes, a fifth with others, and
 * every other transfer has a forgery.
 *
 * @typedef {'genuine' | 'same bytes' | 'other bytes' | 'forgery'} Kind
 *
 * @typedef {object} Delivery
 * @property {Kind} kind
 * @property {number} delayMs after Kore's answer to the request
 */

/** @param {number} number */
const waits = (number) => number % 2 === 1;

/** @param {number} number @returns {Delivery[]} */
function deliveriesFor(number) {
	// From at once, which is too early for an execution that waits, to a fifth of a second.
	const delayMs = (number * 37) % 200;
	/** @type {Delivery[]} */
	const deliveries = [{ kind: 'genuine', delayMs }];
	// Some at the very same moment, some while the resumed execution runs, some when all is over.
	if (number % 4 < 1)
		deliveries.push({ kind: 'same bytes', delayMs: delayMs + (number % 3) * 700 });
	if (number % 5 < 1) deliveries.push({ kind: 'other bytes', delayMs: delayMs + 1000 });
	if (number % 4 > 1) deliveries.push({ kind: 'forgery', delayMs: (number * 13) % 300 });
	return deliveries;
}

/** Each of them becomes an event. @param {number} number */
const eventsFor = (number) => deliveriesFor(number).filter(({ kind }) => kind !== 'forgery').length;

module.exports = { deliveriesFor, eventsFor, waits };

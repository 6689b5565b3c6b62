/** @import { Answer, Assignment, RequestEntry } from '../types' */

/**
 * @typedef {object} AssignEntry A request that was read whole and found valid.
 * @property {number} at ms epoch of its arrival
 * @property {number | null} status of the answer; null if none was sent
 * @property {string | null} fault of the answer
 *
 * @typedef {object} AcceptedSession
 * @property {string} botSessionId
 * @property {number} read how many requests for it were read whole and valid
 * @property {number} refused how many of these got a whole answer that refuses for certain
 * @property {number} accepted all others: what Kore has, or may have, transferred
 * @property {AssignEntry[]} assigns each of `read`, in the order of arrival
 */

/**
 * A gateway answers 408, as it does 5xx, also for what Kore has taken.
 *
 * @param {AssignEntry} assign
 */
function isRefusal({ status, fault }) {
	return fault === null && status !== null && status >= 300 && status < 500 && status !== 408;
}

/** The truth about "never sent twice", whatever the sender was answered. */
function createAccepted() {
	/** @type {Map<string, { entry: RequestEntry, fault: string | null }[]>} */
	const bySession = new Map();

	return {
		/**
		 * @param {Assignment} assignment
		 * @param {RequestEntry} entry its status is read later: it has none yet
		 * @param {Answer} answer
		 */
		add({ botSessionId }, entry, { fault }) {
			const assigns = bySession.get(botSessionId) ?? [];
			assigns.push({ entry, fault: fault ?? null });
			bySession.set(botSessionId, assigns);
		},
		/** @returns {AcceptedSession[]} */
		sessions() {
			return [...bySession].map(([botSessionId, found]) => {
				const assigns = found.map(({ entry: { at, status }, fault }) => ({ at, status, fault }));
				const refused = assigns.filter(isRefusal).length;
				const read = assigns.length;
				return { botSessionId, read, refused, accepted: read - refused, assigns };
			});
		},
		clear() {
			bySession.clear();
		},
	};
}

/** @typedef {ReturnType<typeof createAccepted>} Accepted */

module.exports = { createAccepted };

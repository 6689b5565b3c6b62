const { forged, signed } = require('./callbacks');

/**
 * @typedef {object} Kind of callback
 * @property {keyof import('./stage').Workflows} workflow
 * @property {(url: string, key: any) => string} address
 * @property {number} status of the answer
 * @property {boolean} starts an execution
 */

/** @param {string} url */
const plain = (url) => url;
const starts = { status: 200, starts: true };
const startsNothing = { starts: false };

/** @type {Record<string, Kind>} */
const KINDS = {
	accepted: { ...starts, workflow: 'all', address: signed },
	webhook: { ...starts, workflow: 'webhook', address: plain },
	probeStarts: { ...starts, workflow: 'probeStarts', address: plain },
	filtered: { ...startsNothing, workflow: 'failed', address: signed, status: 200 },
	forged: { ...startsNothing, workflow: 'all', address: forged, status: 401 },
	probeRefuses: { ...startsNothing, workflow: 'probeRefuses', address: plain, status: 401 },
};

module.exports = { KINDS };

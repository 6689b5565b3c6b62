/** @typedef {import('../n8n-host/rest').Execution} Execution */

const UNFINISHED = ['new', 'running'];

/**
 * Whether the execution has ended and can be read: n8n saves, or reads, its status and its data one after the other.
 * @param {Execution} execution
 */
const isSaved = ({ status, data }) =>
	!UNFINISHED.includes(status) && data?.resultData?.lastNodeExecuted !== undefined;

/**
 * @param {Execution} execution
 * @param {string} node
 * @returns {any} the node's first run; undefined if it did not run
 */
const runOf = ({ data }, node) => data.resultData.runData[node]?.[0];

/**
 * @param {Execution} execution
 * @param {string} node
 * @param {number} [output]
 * @returns {any[]}
 */
const itemsOf = (execution, node, output = 0) => runOf(execution, node)?.data?.main[output] ?? [];

/**
 * @param {Execution} execution
 * @param {string} node
 * @param {number} [output]
 * @returns {any[]} what the editor shows
 */
const jsonOf = (execution, node, output) =>
	itemsOf(execution, node, output).map(({ json }) => json);

module.exports = { isSaved, itemsOf, jsonOf, runOf };

const { koreId, objectId } = require('../../kore-simulator/world/ids');

/** @param {number} number from 1 on; the simulator has 24 of them */
const agent = (number) => koreId('a', number);

/** @param {number} number from 1 on; the simulator has 12 of them */
const queue = (number) => koreId('qu', number);

/** @param {number} number */
const session = (number) => objectId('6538f8a3c9cf425ee5cf', number);

module.exports = { agent, queue, session };

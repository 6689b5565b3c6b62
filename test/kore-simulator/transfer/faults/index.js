const { CONNECTION_FAULTS } = require('./connection');
const { FLOOD_FAULTS } = require('./flood');
const { MESSAGE_FAULTS, sendInterim } = require('./message');

/** @import { Answer, Response } from '../../types' */

/**
 * @typedef {object} Encoded
 * @property {Buffer} body
 * @property {string} contentType
 *
 * @typedef {(res: Response, answer: Answer, encoded: Encoded) => unknown} Fault
 */

/** In place of a whole answer, once the request was read. @type {Record<string, Fault>} */
const FAULTS = { ...CONNECTION_FAULTS, ...MESSAGE_FAULTS, ...FLOOD_FAULTS };

/** Of these no status ever reaches the caller. */
const STATUSLESS = [...Object.keys(CONNECTION_FAULTS), 'progress'];

module.exports = { FAULTS, STATUSLESS, sendInterim };

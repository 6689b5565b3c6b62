const { INVALID_ARGUMENTS, Rejection } = require('./rejection');

/** @import { RequestEntry } from '../types' */

/**
 * @param {RequestEntry} entry
 * @returns {Record<string, unknown>}
 */
function jsonObject({ headers, json }) {
	const type = headers['content-type'];
	if (type?.split(';')[0].trim().toLowerCase() !== 'application/json') {
		throw new Rejection(INVALID_ARGUMENTS, `content type is ${type}`);
	}
	if (typeof json !== 'object' || json === null || Array.isArray(json)) {
		throw new Rejection(INVALID_ARGUMENTS, 'body is no JSON object');
	}
	return /** @type {Record<string, unknown>} */ (json);
}

module.exports = { jsonObject };

const { INVALID_ARGUMENTS, Rejection } = require('./rejection');

/** @import { Request } from '../types' */

/**
 * @param {Request} req
 * @param {string[]} allowed
 */
function checkQuery(req, allowed) {
	const unknown = Object.keys(req.query).filter((name) => !allowed.includes(name));
	if (unknown.length > 0) {
		throw new Rejection(INVALID_ARGUMENTS, `query parameter ${unknown.join(', ')} is unknown`);
	}
}

/**
 * @param {Request} req
 * @param {string} name
 * @param {number} fallback
 * @param {number} least
 */
function integerQuery(req, name, fallback, least) {
	const value = req.query[name];
	if (value === undefined) return fallback;
	if (typeof value !== 'string' || !/^\d+$/.test(value) || Number(value) < least) {
		throw new Rejection(INVALID_ARGUMENTS, `query parameter ${name} is ${value}`);
	}
	return Number(value);
}

/**
 * @template {string} T
 * @param {Request} req
 * @param {string} name
 * @param {readonly T[]} allowed
 * @returns {T[]}
 */
function choicesQuery(req, name, allowed) {
	const values = [req.query[name] ?? []].flat().flatMap((value) => value.split(','));
	return values.map((value) => {
		const choice = allowed.find((candidate) => candidate === value);
		if (choice === undefined) {
			throw new Rejection(INVALID_ARGUMENTS, `query parameter ${name} is ${value}`);
		}
		return choice;
	});
}

module.exports = { checkQuery, choicesQuery, integerQuery };

'use strict';

const fc = require('fast-check');
const { BODIES } = require('./bodies');
const { FORGERIES } = require('./tokens');
const { ways } = require('./ways');

/**
 * @typedef {object} Callback
 * @property {string} bodyKind
 * @property {import('./bodies').Body} body
 * @property {import('./ways').Way} way
 *
 * @typedef {Callback & { kind: string, query: string }} Forgery
 */

/** A body that comes in any way. @param {string[]} [kinds] of bodies @returns {fc.Arbitrary<Callback>} */
const callbacks = (kinds = Object.keys(BODIES)) =>
	fc
		.constantFrom(...kinds)
		.chain((bodyKind) =>
			fc.record({ bodyKind: fc.constant(bodyKind), body: BODIES[bodyKind](), way: ways() }),
		)
		.map(shown);

/**
 * A callback that nobody may believe, whatever its body.
 * @param {(kind: string) => import('./tokens').Material} materialOf
 * @returns {fc.Arbitrary<Forgery>}
 */
const forgeries = (materialOf) =>
	fc
		.constantFrom(...Object.keys(FORGERIES))
		.chain((kind) => fc.tuple(fc.constant(kind), FORGERIES[kind](materialOf(kind)), callbacks()))
		.map(([kind, query, callback]) => shown({ ...callback, kind, query }));

/**
 * What fast-check shows of a callback that breaks a property, in place of a megabyte.
 * @template {Callback} T
 * @param {T} callback
 * @returns {T}
 */
function shown(callback) {
	const { bodyKind, body, way, ...rest } = /** @type {any} */ (callback);
	const text = () => {
		const bytes = body.bytes();
		const content = `${JSON.stringify(bytes.subarray(0, 200).toString())} (${bytes.length} bytes)`;
		return JSON.stringify({
			...rest,
			query: rest.query?.slice(0, 2000),
			bodyKind,
			contentType: body.contentType,
			headers: body.headers,
			content,
			way: `${way.kind}: ${way.headers}`,
		});
	};
	return Object.defineProperty(callback, fc.toStringMethod, { value: text, enumerable: false });
}

module.exports = { callbacks, forgeries };

/**
 * @typedef {object} KoreError
 * @property {number} status
 * @property {string} msg
 * @property {number} code
 */

/** @type {KoreError} kore-api.md 1.5 */
const INVALID_CREDENTIALS = { status: 401, msg: 'Invalid SDK credentials', code: 4002 };

/** @type {KoreError} kore-api.md 1.5 */
const INVALID_TOKEN = { status: 401, msg: 'Invalid JWT token', code: 4002 };

/** @type {KoreError} kore-api.md 1.5: 401, not 403 */
const WRONG_SCOPE = { status: 401, msg: 'Permission denied. Scope is incorrect!', code: 4002 };

/** @type {KoreError} inferred: phrased like the two documented messages about the jti */
const EXPIRED = { status: 401, msg: 'error verifying the jwt: jwt expired', code: 401 };

/** @type {KoreError} kore-api.md 1.5 */
const JTI_LIFETIME = {
	status: 401,
	msg: 'error verifying the jwt: if "jti" claim "exp" must be <= 1 hour(s)',
	code: 401,
};

/** @type {KoreError} kore-api.md 1.5 */
const REPLAY = { status: 401, msg: 'error verifying the jwt: possibly a replay', code: 401 };

/** @type {KoreError} kore-api.md 1.5 */
const INVALID_ARGUMENTS = {
	status: 412,
	msg: 'Validation errors/ Invalid arguments',
	code: 412,
};

/** @type {KoreError} message and status: kore-api.md 1.6; errors shape: inferred */
const RATE_LIMITED = {
	status: 429,
	msg: "You've exceeded the per-minute rate limit. Please wait for sometime before retrying.",
	code: 429,
};

/** @type {KoreError} kore-api.md 1.5 */
const METHOD_NOT_ALLOWED = { status: 405, msg: 'Method Not Allowed', code: 405 };

/** @type {KoreError} kore-api.md 1.5; here it is a mistake of the simulator */
const INTERNAL_ERROR = { status: 500, msg: 'Internal Server Error', code: 500 };

/** @type {KoreError} inferred: nothing is published about unknown paths */
const NOT_FOUND = { status: 404, msg: 'Not Found', code: 404 };

/**
 * An id in the path that the world does not know. Inferred from "Invalid StreamId",
 * "Invalid file id" and "Invalid request ID" (kore-api.md 1.5).
 *
 * @param {string} what
 * @returns {KoreError}
 */
function invalidId(what) {
	return { status: 400, msg: `Invalid ${what}`, code: 400 };
}

/** A refusal in Kore's words, with the reason that Kore would keep to itself. */
class Rejection extends Error {
	/**
	 * @param {KoreError} error
	 * @param {string} reason
	 * @param {Record<string, string>} [headers]
	 */
	constructor(error, reason, headers = {}) {
		super(reason);
		this.status = error.status;
		this.body = { errors: [{ msg: error.msg, code: error.code }] };
		this.headers = headers;
	}
}

module.exports = {
	EXPIRED,
	INTERNAL_ERROR,
	INVALID_ARGUMENTS,
	INVALID_CREDENTIALS,
	INVALID_TOKEN,
	JTI_LIFETIME,
	METHOD_NOT_ALLOWED,
	NOT_FOUND,
	RATE_LIMITED,
	REPLAY,
	Rejection,
	WRONG_SCOPE,
	invalidId,
};

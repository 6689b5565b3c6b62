interface KoreError {
	status: number;
	msg: string;
	code: number;
}

/** docs/kore-api.md 1.5 */
export const INVALID_CREDENTIALS: KoreError = {
	status: 401,
	msg: 'Invalid SDK credentials',
	code: 4002,
};

/** docs/kore-api.md 1.5 */
export const INVALID_TOKEN: KoreError = { status: 401, msg: 'Invalid JWT token', code: 4002 };

/** docs/kore-api.md 1.5: 401, not 403 */
export const WRONG_SCOPE: KoreError = {
	status: 401,
	msg: 'Permission denied. Scope is incorrect!',
	code: 4002,
};

/** Inferred: phrased like the two documented messages about the jti */
export const EXPIRED: KoreError = {
	status: 401,
	msg: 'error verifying the jwt: jwt expired',
	code: 401,
};

/** docs/kore-api.md 1.5 */
export const JTI_LIFETIME: KoreError = {
	status: 401,
	msg: 'error verifying the jwt: if "jti" claim "exp" must be <= 1 hour(s)',
	code: 401,
};

/** docs/kore-api.md 1.5 */
export const REPLAY: KoreError = {
	status: 401,
	msg: 'error verifying the jwt: possibly a replay',
	code: 401,
};

/** docs/kore-api.md 1.5 */
export const INVALID_ARGUMENTS: KoreError = {
	status: 412,
	msg: 'Validation errors/ Invalid arguments',
	code: 412,
};

/** Message and status: docs/kore-api.md 1.6; errors shape: inferred */
export const RATE_LIMITED: KoreError = {
	status: 429,
	msg: "You've exceeded the per-minute rate limit. Please wait for sometime before retrying.",
	code: 429,
};

/** docs/kore-api.md 1.5 */
export const METHOD_NOT_ALLOWED: KoreError = { status: 405, msg: 'Method Not Allowed', code: 405 };

/** docs/kore-api.md 1.5; here it is a mistake of the simulator */
export const INTERNAL_ERROR: KoreError = { status: 500, msg: 'Internal Server Error', code: 500 };

/** Inferred: nothing is published about unknown paths */
export const NOT_FOUND: KoreError = { status: 404, msg: 'Not Found', code: 404 };

/**
 * An id in the path that the world does not know. Inferred from "Invalid StreamId",
 * "Invalid file id" and "Invalid request ID" (docs/kore-api.md 1.5).
 */
export function invalidId(what: string): KoreError {
	return { status: 400, msg: `Invalid ${what}`, code: 400 };
}

/** A refusal in Kore's words, with the reason that Kore would keep to itself. */
export class Rejection extends Error {
	readonly status: number;
	readonly body: { errors: { msg: string; code: number }[] };

	constructor(
		error: KoreError,
		reason: string,
		readonly headers: Record<string, string> = {},
	) {
		super(reason);
		this.status = error.status;
		this.body = { errors: [{ msg: error.msg, code: error.code }] };
	}
}

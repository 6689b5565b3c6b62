/** What stands in place of a token. */
export const REMOVED = '[token removed]';

/** What stands in place of a text from the name of a secret field on. */
const REMOVED_REST = '[rest removed]';

/** The least that a JWT's header has. */
const SHORTEST_HEADER = 11;

/**
 * n8n's token in the address that resumes a waiting execution, in the encodings in which a server may give it back. It is never a
 * number: JSON with one cut out would be JSON no more, and a `transferred` in it would be read by nobody.
 */
const RESUME_SIGNATURE =
	/(signature"?\s?(?:=|:|%(?:25)*3D|\\u003d|\\x3d|&#(?:x0*3d|0*61);|&equals;)\s?"?)(?!-?\d+(?:[^\w%-]|$))[\w%-]{16,}/gi;

/** The TURN servers of an agent's telephone, with their passwords (docs/kore-api.md, 3.4). */
const ICE_SERVERS = /^ice_?servers$/i;

const ICE_SERVERS_INSIDE = /ice_?servers/i;

const LETTERS = /[\w-]*/y;
const DOT = /\.|%(?:25)*2E|&#(?:x0*2e|0*46);|\\u002e/iy;

/**
 * Text without JSON Web Tokens and without n8n's resume signatures. A server that echoes the request (a proxy's debug page,
 * Kore's answer with our callback URL in it) must not carry them into a message, a log or an output. Takes linear time, as
 * anybody may send the text.
 */
export function redactTokens(text: string): string {
	return removeTokens(text).replace(RESUME_SIGNATURE, `$1${REMOVED}`);
}

/** Whether what a field of that name holds must not leave the node. */
export const isSecretField = (name: string): boolean => ICE_SERVERS.test(name);

/** Text that is no JSON, or a text in it, without tokens and without all that follows the name of a secret field. */
export function redactText(text: string): string {
	const redacted = redactTokens(text);
	const start = redacted.search(ICE_SERVERS_INSIDE);
	return start < 0 ? redacted : redacted.slice(0, start) + REMOVED_REST;
}

function removeTokens(text: string): string {
	let result = '';
	let done = 0;
	for (let start = text.indexOf('eyJ'); start >= 0;) {
		const headerEnd = skip(LETTERS, text, start);
		const end = headerEnd - start < SHORTEST_HEADER ? undefined : tokenEnd(text, headerEnd);
		if (end !== undefined) {
			result += text.slice(done, start) + REMOVED;
			done = end;
		}
		// Not from the next letter on: so that each is looked at twice at most.
		start = text.indexOf('eyJ', end ?? headerEnd);
	}
	return result + text.slice(done);
}

/** Where the token ends whose header ends there; undefined if no two segments follow. */
function tokenEnd(text: string, headerEnd: number): number | undefined {
	let end = headerEnd;
	for (let segments = 0; ; segments++) {
		const segment = skip(DOT, text, end);
		if (segment === end) return segments < 2 ? undefined : end;
		const next = skip(LETTERS, text, segment);
		if (segments === 0 && next === segment) return undefined;
		end = next;
	}
}

/** Where a sticky pattern that is tried at `at` ends; `at` if it does not match there. */
function skip(pattern: RegExp, text: string, at: number): number {
	pattern.lastIndex = at;
	return pattern.test(text) ? pattern.lastIndex : at;
}

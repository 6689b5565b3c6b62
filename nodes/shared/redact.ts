/** What stands in place of a token. */
export const REMOVED = '[token removed]';

/** The least that a JWT's header has after `eyJ`. */
const SHORTEST_HEADER = 11;

/** n8n's token in the address that resumes a waiting execution, as it stands in a callback URL, plain or percent-encoded. */
const RESUME_SIGNATURE = /(signature(?:=|%(?:25)*3D|\\u003d|&#61;|&equals;))[\w%-]+/gi;

/**
 * Text without JSON Web Tokens and without n8n's resume signatures. A server that echoes the request (a proxy's debug page,
 * Kore's answer with our callback URL in it) must not carry them into a message, a log or an output. Takes linear time, as
 * anybody may send the text.
 */
export function redactTokens(text: string): string {
	const withoutTokens = text.includes('eyJ') ? text.replace(/[\w.-]+/g, redactRun) : text;
	return withoutTokens.replace(RESUME_SIGNATURE, `$1${REMOVED}`);
}

/** A token is two segments and what follows, up to the end of the run of letters that a token can have. */
function redactRun(run: string): string {
	if (!run.includes('eyJ')) return run;
	const segments = run.split('.');
	const last = segments.length - 2;
	for (let index = 0; index < last; index++) {
		const start = segments[index].indexOf('eyJ');
		if (start < 0 || segments[index].length - start < SHORTEST_HEADER) continue;
		if (!segments[index + 1]) continue;
		const before = [...segments.slice(0, index), segments[index].slice(0, start)];
		return `${before.join('.')}${REMOVED}`;
	}
	return run;
}

const JWT = /eyJ[\w-]{8,}\.[\w-]+\.[\w-]*/g;

/**
 * Text without JSON Web Tokens. A server that echoes the request (a proxy's debug page, Kore's answer with our callback
 * URL in it) must not carry our tokens into a message, a log or an output.
 */
export function redactTokens(text: string): string {
	return text.replace(JWT, '[token removed]');
}

/** Another signature, of the same length. */
export const forge = (url: string) =>
	url.replace(
		/(token=[^&]+\.)([^.&]{4})([^.&]*)/,
		(_, head: string, first: string, rest: string) =>
			`${head}${first === 'AAAA' ? 'BBBB' : 'AAAA'}${rest}`,
	);

/** With that signature, without a token, and with one that is none. */
export const forgeries = (url: string) => [
	forge(url),
	url.replace(/token=[^&]+/, ''),
	url.replace(/token=[^&]+/, 'token=x'),
];

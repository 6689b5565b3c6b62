/** Another signature, of the same length. */
export const forge = (url: string) =>
	url.replace(
		/(token=[^&]+\.)([^.&]{4})([^.&]*)/,
		(_, head: string, first: string, rest: string) =>
			`${head}${first === 'AAAA' ? 'BBBB' : 'AAAA'}${rest}`,
	);

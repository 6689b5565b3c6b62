/** Another signature, of the same length. */
export const forge = (url: string) =>
	url.replace(
		/(token=[^&]+\.)([^.&]{4})([^.&]*)/,
		(_, head, first, rest) => `${head}${first === 'AAAA' ? 'BBBB' : 'AAAA'}${rest}`,
	);

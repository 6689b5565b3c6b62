'use strict';

/** Another signature, of the same length. @param {string} url */
const forge = (url) =>
	url.replace(
		/(token=[^&]+\.)([^.&]{4})([^.&]*)/,
		(_, head, first, rest) => `${head}${first === 'AAAA' ? 'BBBB' : 'AAAA'}${rest}`,
	);

module.exports = { forge };

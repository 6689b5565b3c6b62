'use strict';

/** Fewer letters may stand in a text by chance. */
const PART = 16;

/**
 * What may stand in no answer, log or event: the secrets themselves, and begin and end of each signature.
 * @param {string[]} secrets
 * @param {string[]} tokens
 * @returns {string[]}
 */
function secretParts(secrets, tokens) {
	const signatures = tokens.map((token) => token.slice(token.lastIndexOf('.') + 1));
	return [
		...secrets.filter(Boolean),
		...signatures.flatMap((text) => [text.slice(0, PART), text.slice(-PART)]),
	];
}

/** @param {string} text @param {string[]} parts @returns {string[]} those that stand in it */
const leaks = (text, parts) => parts.filter((part) => text.includes(part));

module.exports = { leaks, PART, secretParts };

/** Fewer letters may stand in a text by chance. */
export const PART = 16;

/**
 * What may stand in no answer, log or event: the secrets themselves, and begin and end of each signature.
 */
export function secretParts(secrets: string[], tokens: string[]): string[] {
	const signatures = tokens.map((token) => token.slice(token.lastIndexOf('.') + 1));
	return [
		...secrets.filter(Boolean),
		...signatures.flatMap((text) => [text.slice(0, PART), text.slice(-PART)]),
	];
}

/** @returns those that stand in it */
export const leaks = (text: string, parts: string[]): string[] =>
	parts.filter((part) => text.includes(part));

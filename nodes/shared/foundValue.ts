/** A value as a message shows it. */
export function describeFound(value: unknown): string {
	if (isBlank(value)) return 'empty';
	// JSON has no NaN, and would call it null.
	if (typeof value === 'number') return String(value);
	const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? typeof value);
	return text.slice(0, 100);
}

/** Nothing was entered, or an expression has given nothing. */
export const isBlank = (value: unknown): boolean =>
	value === undefined || value === null || (typeof value === 'string' && value.trim() === '');

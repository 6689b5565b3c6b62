/** A value as a message shows it. */
export const describeFound = (value: unknown): string =>
	isBlank(value)
		? 'empty'
		: (typeof value === 'string' ? value : (JSON.stringify(value) ?? typeof value)).slice(0, 100);

/** Nothing was entered, or an expression has given nothing. */
export const isBlank = (value: unknown): boolean =>
	value === undefined || value === null || (typeof value === 'string' && value.trim() === '');

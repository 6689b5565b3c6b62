/** What somebody has sent or set, as a message shows it: text without quotes, anything else as JSON. */
export const shown = (value: unknown): string =>
	typeof value === 'string' ? value : String(JSON.stringify(value));

/** Whether a parameter, as it is saved, is an expression; an empty one is a field that was left blank. */
export const isExpression = (saved: unknown): saved is string =>
	typeof saved === 'string' && /^=\s*\S/.test(saved);

export const foundNothing = (field: string): string =>
	`'${field}' is empty: its expression found nothing`;

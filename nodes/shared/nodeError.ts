/** n8n puts a text of its own, which advises to retry, in place of a message that has a code like ECONNRESET in it. */
export function withMessage<T extends Error>(error: T, message: string): T {
	error.message = message;
	return error;
}

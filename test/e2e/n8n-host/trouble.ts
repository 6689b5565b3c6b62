/** A trouble the reader can do something about: shown as text, without a stack trace. */
export class Trouble extends Error {
	name: string;
	remedy: string;

	/**
	 * @param message what happened
	 * @param remedy what to do about it
	 */
	constructor(message: string, remedy: string) {
		super(message);
		this.name = 'Trouble';
		this.remedy = remedy;
	}
}

export const isSystemError = (error: unknown): error is NodeJS.ErrnoException =>
	error instanceof Error && 'code' in error;

/** @returns a Trouble where the reason is the machine's and not the program's */
export function asTrouble(error: unknown): unknown {
	if (!isSystemError(error)) return error;
	const where = error.path ?? 'the disk';
	if (error.code === 'ENOSPC')
		return new Trouble(`There is no space left for ${where}.`, 'Free some space.');
	if (error.code === 'EACCES' || error.code === 'EROFS') {
		return new Trouble(`${where} cannot be written (${error.code}).`, 'Check who may write there.');
	}
	return error;
}

/** A trouble the reader can do something about: shown as text, without a stack trace. */
class Trouble extends Error {
	/**
	 * @param {string} message what happened
	 * @param {string} remedy what to do about it
	 */
	constructor(message, remedy) {
		super(message);
		this.name = 'Trouble';
		this.remedy = remedy;
	}
}

/**
 * @param {unknown} error
 * @returns {error is NodeJS.ErrnoException}
 */
const isSystemError = (error) => error instanceof Error && 'code' in error;

/**
 * @param {unknown} error
 * @returns {unknown} a Trouble where the reason is the machine's and not the program's
 */
function asTrouble(error) {
	if (!isSystemError(error)) return error;
	const where = error.path ?? 'the disk';
	if (error.code === 'ENOSPC')
		return new Trouble(`There is no space left for ${where}.`, 'Free some space.');
	if (error.code === 'EACCES' || error.code === 'EROFS') {
		return new Trouble(`${where} cannot be written (${error.code}).`, 'Check who may write there.');
	}
	return error;
}

module.exports = { Trouble, isSystemError, asTrouble };

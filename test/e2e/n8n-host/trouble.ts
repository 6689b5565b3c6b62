/** A trouble the reader can do something about: shown as text, without a stack trace. */
export class Trouble extends Error {
	/**
	 * @param message what happened
	 * @param remedy what to do about it
	 */
	constructor(
		message: string,
		public remedy: string,
	) {
		super(message);
	}
}

/**
 * Starts long work before the first test of the block, so that the other tests run meanwhile.
 * @template T
 * @param {() => Promise<T>} work
 * @returns {() => Promise<T>} what became of it
 */
function inBackground(work) {
	/** @type {Promise<T>} */
	let promise;
	beforeAll(() => {
		promise = work();
		// Its test reports it.
		promise.catch(() => {});
	});
	return async () => await promise;
}

module.exports = { inBackground };

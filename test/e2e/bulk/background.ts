/**
 * Starts long work before the first test of the block, so that the other tests run meanwhile.
 *
 * @returns what became of it
 */
export function inBackground<T>(work: () => Promise<T>): () => Promise<T> {
	let promise: Promise<T>;
	beforeAll(() => {
		promise = work();
		// Its test reports it.
		promise.catch(() => {});
	});
	return async () => await promise;
}

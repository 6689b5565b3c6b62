/**
 * Lets time pass so many times as fast for the tests of a file, for the node and for the simulator: as no module is replaced, other
 * files can run in the same jest environment (test/mutation).
 *
 * @param only what waits for this many milliseconds wakes up early, and nothing else changes
 */
export function useFasterClock(speed: number, { only }: { only?: number } = {}) {
	const mocks: jest.SpyInstance[] = [];
	beforeAll(() => {
		const realNow = performance.now.bind(performance);
		const realSetTimeout = globalThis.setTimeout;
		const sooner = (callback: () => void, ms = 0) =>
			realSetTimeout(callback, only === undefined || only === ms ? ms / speed : ms);
		mocks.push(jest.spyOn(globalThis, 'setTimeout').mockImplementation(sooner));
		if (only === undefined)
			mocks.push(jest.spyOn(performance, 'now').mockImplementation(() => realNow() * speed));
	});
	afterAll(() => mocks.forEach((mock) => mock.mockRestore()));
}

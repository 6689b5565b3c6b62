/**
 * Lets every pause in the tests of a file be over at once, and puts both clocks forward by what it would have taken. So it tells how
 * long a node waits, on however slow a machine; for one node that does one thing after the other.
 *
 * @param longestPauseMs what waits for longer, as a time-out does, is left alone
 */
export function useLeapingClock(longestPauseMs: number) {
	const mocks: jest.SpyInstance[] = [];
	beforeAll(() => {
		let leapt = 0;
		const { setTimeout: realSetTimeout } = globalThis;
		const [now, date] = [performance.now.bind(performance), Date.now.bind(Date)];
		const leap = (callback: () => void, ms = 0) =>
			ms > longestPauseMs
				? realSetTimeout(callback, ms)
				: realSetTimeout(() => {
						leapt += ms;
						callback();
					});
		mocks.push(
			jest.spyOn(globalThis, 'setTimeout').mockImplementation(leap),
			jest.spyOn(performance, 'now').mockImplementation(() => now() + leapt),
			jest.spyOn(Date, 'now').mockImplementation(() => date() + Math.round(leapt)),
		);
	});
	afterAll(() => mocks.forEach((mock) => mock.mockRestore()));
}

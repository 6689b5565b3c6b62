'use strict';

const { RateLimiter } = require('../../dist/nodes/shared/kore/rateLimit');

/** A clock whose time passes only while somebody sleeps on it. */
function createClock() {
	let now = 0;
	return {
		now: () => now,
		sleep: async (/** @type {number} */ milliseconds) => {
			now += milliseconds;
		},
	};
}

/** @param {Partial<ConstructorParameters<typeof RateLimiter>[0]>} [options] */
function createLimiter(options) {
	const clock = options?.clock ?? createClock();
	const limiter = new RateLimiter({
		requestsPerMinute: 60,
		maxWaitSeconds: 300,
		...options,
		clock,
	});
	/** @type {number[]} */
	const calls = [];
	const call = async () => calls.push(clock.now());
	return { limiter, clock, calls, call };
}

/** The most calls in any 60 seconds. @param {number[]} calls */
const busiestMinute = (calls) =>
	Math.max(
		...calls.map((start) => calls.filter((at) => at >= start && at < start + 60_000).length),
	);

it('lets no window of 60 seconds hold more calls than allowed, and loses no time', async () => {
	const { limiter, calls, call } = createLimiter();
	await Promise.all(Array.from({ length: 180 }, async () => await limiter.run(call)));
	expect(calls).toHaveLength(180);
	expect(busiestMinute(calls)).toBe(60);
	expect(calls.at(-1)).toBe(120_000);
});

it('counts a call from its answer, not from its sending', async () => {
	const { limiter, clock, calls } = createLimiter({ requestsPerMinute: 1 });
	const slow = async () => {
		calls.push(clock.now());
		await clock.sleep(5000);
	};
	await limiter.run(slow);
	await limiter.run(slow);
	expect(calls).toEqual([0, 65_000]);
});

it('counts the calls of a run before, also if it had a higher limit', async () => {
	/** @type {Promise<number>[]} */
	const history = [];
	const clock = createClock();
	const first = createLimiter({ requestsPerMinute: 10, history, clock });
	await Promise.all(Array.from({ length: 10 }, async () => await first.limiter.run(first.call)));
	const second = createLimiter({ requestsPerMinute: 3, history, clock });
	await second.limiter.run(second.call);
	await second.limiter.run(second.call);
	expect(second.calls).toEqual([60_000, 60_000]);
});

it('knows no limit with 0', async () => {
	const { limiter, calls, call } = createLimiter({ requestsPerMinute: 0 });
	await Promise.all(Array.from({ length: 500 }, async () => await limiter.run(call)));
	expect(calls.at(-1)).toBe(0);
});

it('counts failed calls, too', async () => {
	const { limiter, clock } = createLimiter({ requestsPerMinute: 1 });
	const broken = async () => await Promise.reject(new Error('broken'));
	await expect(limiter.run(broken)).rejects.toThrow('broken');
	await expect(limiter.run(broken)).rejects.toThrow('broken');
	expect(clock.now()).toBe(60_000);
});

describe('after a 429', () => {
	it('waits as long as Retry-After says', async () => {
		const { limiter, calls, call } = createLimiter();
		expect(limiter.pause(7)).toBe(true);
		await limiter.run(call);
		expect(calls).toEqual([7000]);
		expect(limiter.waitedSeconds).toBe(7);
	});

	it('waits for the end of the window that began with the first call', async () => {
		const { limiter, clock, calls, call } = createLimiter();
		await limiter.run(call);
		await clock.sleep(20_000);
		expect(limiter.pause()).toBe(true);
		await limiter.run(call);
		expect(calls).toEqual([0, 60_000]);
		expect(limiter.waitedSeconds).toBe(40);
	});

	it('counts the same wait of several calls once', async () => {
		const { limiter } = createLimiter({ maxWaitSeconds: 10 });
		expect([limiter.pause(10), limiter.pause(10), limiter.pause(10)]).toEqual([true, true, true]);
		expect(limiter.waitedSeconds).toBe(10);
	});

	it('counts answers a few milliseconds apart as the same wait', async () => {
		const { limiter, clock, calls, call } = createLimiter({ maxWaitSeconds: 60 });
		expect(limiter.pause(60)).toBe(true);
		await clock.sleep(5);
		expect(limiter.pause(60)).toBe(true);
		await limiter.run(call);
		expect(calls).toEqual([60_005]);
	});

	it('waits a second at least, so that an endless "Retry-After: 0" has an end', async () => {
		const { limiter, calls, call } = createLimiter({ maxWaitSeconds: 2, requestsPerMinute: 0 });
		for (const wait of [true, true, false]) {
			expect(limiter.pause(0)).toBe(wait);
			await limiter.run(call);
		}
		expect(calls).toEqual([1000, 2000, 2000]);
	});

	it('says so if the run may not wait that long', async () => {
		const { limiter } = createLimiter({ maxWaitSeconds: 10 });
		expect(limiter.pause(6)).toBe(true);
		expect(limiter.pause(17)).toBe(false);
		expect(createLimiter({ maxWaitSeconds: 0 }).limiter.pause(0.5)).toBe(false);
	});
});

it('forgets no call when it is stopped while it waits', async () => {
	/** @type {Promise<number>[]} */
	const history = [];
	const clock = createClock();
	const controller = new AbortController();
	const { signal } = controller;
	const first = createLimiter({ requestsPerMinute: 2, history, clock, signal });
	await first.limiter.run(first.call);
	await first.limiter.run(first.call);
	const waiting = [first.limiter.run(first.call), first.limiter.run(first.call)];
	controller.abort();
	expect(await Promise.all(waiting)).toEqual([undefined, undefined]);
	const second = createLimiter({ requestsPerMinute: 2, history, clock });
	await second.limiter.run(second.call);
	expect(second.calls[0]).toBeGreaterThanOrEqual(60_000);
});

it('starts no call of a cancelled execution', async () => {
	const controller = new AbortController();
	const { limiter, calls, call } = createLimiter({
		requestsPerMinute: 1,
		signal: controller.signal,
	});
	await limiter.run(call);
	const waiting = limiter.run(call);
	controller.abort();
	expect(await waiting).toBeUndefined();
	expect(calls).toHaveLength(1);
});

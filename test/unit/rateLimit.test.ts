import { Accounts } from '../../dist/nodes/shared/kore/accountCalls';
import { RateLimiter } from '../../dist/nodes/shared/kore/rateLimit';

const ACCOUNT = 'https://kore.example.com account';

/** A clock that goes to the next time somebody waits for, once nothing else is left to do. */
function createClock() {
	let now = 0;
	const sleepers: Array<{ at: number; wake: () => void }> = [];
	const goOn = () => {
		sleepers.sort((one, other) => one.at - other.at);
		const next = sleepers.shift();
		if (!next) return;
		now = Math.max(now, next.at);
		next.wake();
	};
	return {
		now: () => now,
		sleep: async (milliseconds: number) =>
			await new Promise<void>((resolve) => {
				sleepers.push({ at: now + milliseconds, wake: resolve });
				setImmediate(goOn);
			}),
	};
}

const createAccounts = () => new Accounts(createClock());

/** A run of a node. */
function createRun(options?: Partial<ConstructorParameters<typeof RateLimiter>[0]>) {
	const accounts = options?.accounts ?? createAccounts();
	const { clock } = accounts;
	const limiter = new RateLimiter({
		requestsPerMinute: 60,
		maxWaitSeconds: 300,
		...options,
		accounts,
	});
	const calls: number[] = [];
	const call = async () => calls.push(clock.now());
	const run = async (work = call) => await limiter.run(ACCOUNT, work);
	const runAll = async (count: number) =>
		await Promise.all(Array.from({ length: count }, async () => await run()));
	return { limiter, accounts, clock, calls, call, run, runAll };
}

/** The most calls in any 60 seconds. */
const busiestMinute = (calls: number[]) =>
	Math.max(
		...calls.map((start) => calls.filter((at) => at >= start && at < start + 60_000).length),
	);

it('lets no window of 60 seconds hold more calls than allowed, and loses no time', async () => {
	const { calls, runAll } = createRun();
	await runAll(180);
	expect(calls).toHaveLength(180);
	expect(busiestMinute(calls)).toBe(60);
	expect(calls.at(-1)).toBe(120_000);
});

it('counts a call from its answer, not from its sending', async () => {
	const { clock, calls, run } = createRun({ requestsPerMinute: 1 });
	const slow = async () => {
		calls.push(clock.now());
		return await clock.sleep(5000).then(() => 0);
	};
	await Promise.all([run(slow), run(slow)]);
	expect(calls).toEqual([0, 65_000]);
});

describe('one account', () => {
	it('has one limit for all runs, and they lose no time', async () => {
		const accounts = createAccounts();
		const runs = [1, 2, 3].map(() => createRun({ accounts }));
		await Promise.all(runs.map(async ({ runAll }) => await runAll(45)));
		const calls = runs.flatMap((run) => run.calls).sort((one, other) => one - other);
		expect(calls).toHaveLength(135);
		expect(busiestMinute(calls)).toBe(60);
		expect(calls.at(-1)).toBe(120_000);
	});

	it('counts the calls of a run without a limit, and those of one that has ended', async () => {
		const accounts = createAccounts();
		await createRun({ accounts, requestsPerMinute: 0 }).runAll(10);
		const second = createRun({ accounts, requestsPerMinute: 3 });
		await second.runAll(2);
		expect(second.calls).toEqual([60_000, 60_000]);
	});

	it('has nothing to do with another account; a run with both keeps its own limit', async () => {
		const accounts = createAccounts();
		const { limiter, calls, call, runAll } = createRun({ accounts, requestsPerMinute: 2 });
		await runAll(2);
		const other = createRun({ accounts, requestsPerMinute: 2 });
		await other.limiter.run('https://kore.example.com other', other.call);
		expect(other.calls).toEqual([0]);
		await limiter.run('https://kore.example.com other', call);
		expect(calls).toEqual([0, 0, 60_000]);
	});

	it('keeps the calls of a minute in memory, also where nobody has a limit', async () => {
		const { accounts, clock, limiter, run } = createRun({ requestsPerMinute: 0 });
		for (let minute = 0; minute < 10; minute++) {
			await run();
			await clock.sleep(60_000);
		}
		const kept = (calls: unknown) => Reflect.get(calls as object, 'answeredAt') as number[];
		expect(kept(accounts.of(ACCOUNT))).toHaveLength(1);
		expect(kept(Reflect.get(limiter, 'own'))).toHaveLength(1);
	});

	it('is forgotten when its minute is over, and not before', async () => {
		const { accounts, clock, run } = createRun();
		const running = run(async () => await clock.sleep(100_000).then(() => 0));
		const known = () => {
			// Whoever uses another account lets go of those that rest.
			accounts.of('another');
			return accounts.of(ACCOUNT);
		};
		await clock.sleep(90_000);
		const calls = known();
		await running;
		await clock.sleep(59_000);
		expect(known()).toBe(calls);
		await clock.sleep(1000);
		expect(known()).not.toBe(calls);
	});

	it('holds back others after a 429, as far as they may wait', async () => {
		const accounts = createAccounts();
		const { limiter } = createRun({ accounts });
		expect(limiter.pause(ACCOUNT, 20)).toBe(true);
		const patient = createRun({ accounts });
		const hurried = createRun({ accounts, maxWaitSeconds: 10 });
		await Promise.all([patient.runAll(2), hurried.runAll(1)]);
		expect(patient.calls).toEqual([20_000, 20_000]);
		expect(hurried.calls).toEqual([10_000]);
		expect([patient, hurried].map((run) => run.limiter.waitedSeconds)).toEqual([0, 0]);
	});

	it('holds back others for a minute at most, however long Kore says, and that does not add to the next 429', async () => {
		const accounts = createAccounts();
		const first = createRun({ accounts });
		expect(first.limiter.pause(ACCOUNT, 86_400)).toBe(false);
		const other = createRun({ accounts });
		await other.runAll(1);
		expect(other.calls).toEqual([60_000]);
		expect(first.limiter.pause(ACCOUNT, 5)).toBe(true);
		await first.runAll(1);
		expect(first.calls).toEqual([65_000]);
	});

	it('is as large as the highest limit of its runs, and each run keeps its own', async () => {
		const accounts = createAccounts();
		await createRun({ accounts }).runAll(40);
		const slow = createRun({ accounts, requestsPerMinute: 10 });
		await slow.runAll(11);
		expect(slow.calls).toEqual([...Array<number>(10).fill(0), 60_000]);
	});

	it('does not hold back a run for ever: then Kore decides', async () => {
		const accounts = createAccounts();
		const { clock } = accounts;
		const endless = createRun({ accounts, requestsPerMinute: 0 });
		const busy = (async () => {
			while (clock.now() < 400_000) {
				await endless.run();
				await clock.sleep(500);
			}
		})();
		await clock.sleep(60_000);
		const held = createRun({ accounts, maxWaitSeconds: 100 });
		await held.runAll(3);
		await busy;
		expect(held.calls).toEqual([160_000, 160_000, 160_000]);
	});
});

it('takes a part of a call for one', async () => {
	const { calls, runAll } = createRun({ requestsPerMinute: 0.5 });
	await runAll(2);
	expect(calls).toEqual([0, 60_000]);
});

it('knows no limit with 0', async () => {
	const { calls, runAll } = createRun({ requestsPerMinute: 0 });
	await runAll(500);
	expect(calls.at(-1)).toBe(0);
});

it('counts failed calls, too', async () => {
	const { clock, run } = createRun({ requestsPerMinute: 1 });
	const broken = async () => await Promise.reject(new Error('broken'));
	await expect(run(broken)).rejects.toThrow('broken');
	await expect(run(broken)).rejects.toThrow('broken');
	expect(clock.now()).toBe(60_000);
});

describe('with patience', () => {
	const patient = { patienceSeconds: 5, requestsPerMinute: 1, maxWaitSeconds: 0 };

	it('waits for a few seconds', async () => {
		const { clock, calls, runAll } = createRun(patient);
		await runAll(1);
		await clock.sleep(56_000);
		await runAll(1);
		expect(calls).toEqual([0, 60_000]);
	});

	it.each(['the limit', 'a 429'])('does not wait longer for %s', async (reason) => {
		const { limiter, clock, calls, run } = createRun(patient);
		if (reason === 'a 429') limiter.pause(ACCOUNT, 30);
		else await run();
		const before = calls.length;
		expect(await run()).toBe('limited');
		expect(calls).toHaveLength(before);
		expect(clock.now()).toBe(0);
	});
});

describe('after a 429', () => {
	it('waits as long as Retry-After says', async () => {
		const { limiter, calls, run } = createRun();
		expect(limiter.pause(ACCOUNT, 7)).toBe(true);
		await run();
		expect(calls).toEqual([7000]);
		expect(limiter.waitedSeconds).toBe(7);
	});

	it('waits for the end of the window that began with the first call', async () => {
		const { limiter, clock, calls, run } = createRun();
		await run();
		await clock.sleep(20_000);
		expect(limiter.pause(ACCOUNT)).toBe(true);
		await run();
		expect(calls).toEqual([0, 60_000]);
		expect(limiter.waitedSeconds).toBe(40);
	});

	it('counts the same wait of several calls once', async () => {
		const { limiter } = createRun({ maxWaitSeconds: 10 });
		const waits = [1, 2, 3].map(() => limiter.pause(ACCOUNT, 10));
		expect(waits).toEqual([true, true, true]);
		expect(limiter.waitedSeconds).toBe(10);
	});

	it('counts answers a few milliseconds apart as the same wait', async () => {
		const { limiter, clock, calls, run } = createRun({ maxWaitSeconds: 60 });
		expect(limiter.pause(ACCOUNT, 60)).toBe(true);
		await clock.sleep(5);
		expect(limiter.pause(ACCOUNT, 60)).toBe(true);
		await run();
		expect(calls).toEqual([60_005]);
	});

	it('waits a second at least, so that an endless "Retry-After: 0" has an end', async () => {
		const { limiter, calls, run } = createRun({ maxWaitSeconds: 2, requestsPerMinute: 0 });
		for (const wait of [true, true, false]) {
			expect(limiter.pause(ACCOUNT, 0)).toBe(wait);
			await run();
		}
		expect(calls).toEqual([1000, 2000, 3000]);
	});

	it('says so if the run may not wait that long', async () => {
		const { limiter } = createRun({ maxWaitSeconds: 10 });
		expect(limiter.pause(ACCOUNT, 6)).toBe(true);
		expect(limiter.pause(ACCOUNT, 17)).toBe(false);
		expect(createRun({ maxWaitSeconds: 0 }).limiter.pause(ACCOUNT, 0.5)).toBe(false);
	});
});

it('forgets no call when it is stopped while it waits', async () => {
	const accounts = createAccounts();
	const controller = new AbortController();
	const { signal } = controller;
	const first = createRun({ requestsPerMinute: 2, accounts, signal });
	await first.runAll(2);
	const waiting = first.runAll(2);
	controller.abort();
	expect(await waiting).toEqual(['stopped', 'stopped']);
	const second = createRun({ requestsPerMinute: 2, accounts });
	await second.run();
	expect(second.calls[0]).toBeGreaterThanOrEqual(60_000);
});

it('starts no call of a cancelled execution', async () => {
	const controller = new AbortController();
	const { calls, run } = createRun({ requestsPerMinute: 1, signal: controller.signal });
	await run();
	const waiting = run();
	controller.abort();
	expect(await waiting).toBe('stopped');
	expect(calls).toHaveLength(1);
});

import { ACCOUNTS, Calls, type Accounts } from './accountCalls';

/** Answers to calls that were under way together come milliseconds apart. */
const ONE_WAIT_MS = 1000;

/** Longest sleep in one piece, so that a cancelled execution stops within this time. */
const SLICE_MS = 500;

interface RateLimitOptions {
	/** The most calls of its own in any 60 seconds, and the least that it takes the account's limit for; 0 = without a limit. */
	requestsPerMinute: number;
	/** Seconds in total that it may wait because Kore has answered 429; and that others may hold it back without a break. */
	maxWaitSeconds: number;
	/** Seconds in total that it may be held back at all, if somebody looks at an empty list meanwhile. */
	patienceSeconds?: number;
	signal?: AbortSignal;
	accounts?: Accounts;
}

/** `stopped`: by the signal, `limited`: out of patience; the call was not made. */
type Turn<T> = { value: T } | 'stopped' | 'limited';

/** Paces the calls of one run of a node, or of one list, among all calls of the account. */
export class RateLimiter {
	private readonly accounts: Accounts;

	private readonly own: Calls;

	private turn: Promise<unknown> = Promise.resolve();

	/** Until then it waits for Kore, as Kore has answered it. */
	private waitsUntil = -Infinity;

	private waitedMs = 0;

	/** Since its last call, by calls and pauses of others alone. */
	private heldMs = 0;

	/** Whether it leaves it to Kore, as others have held it back for too long. */
	private asksKore = false;

	private patienceMs: number;

	constructor(private readonly options: RateLimitOptions) {
		this.accounts = options.accounts ?? ACCOUNTS;
		this.own = new Calls(this.accounts.clock);
		this.patienceMs = (options.patienceSeconds ?? Infinity) * 1000;
	}

	/** Seconds that it has waited, or still waits, because Kore answered 429. */
	get waitedSeconds(): number {
		return Math.round(this.waitedMs / 1000);
	}

	/** Runs `call` as soon as it fits the limit, in the order of the calls to this method. */
	async run<T>(account: string, call: () => Promise<T>): Promise<Turn<T>> {
		const started = this.turn.then(async () => await this.start(account, call));
		this.turn = started;
		const outcome = await started;
		return typeof outcome === 'string' ? outcome : { value: await outcome.running };
	}

	/**
	 * To be called when Kore has answered 429: the account's calls wait for `retryAfterSeconds`, else for the end of the window.
	 * False if that would exceed the time that this run may wait.
	 */
	pause(account: string, retryAfterSeconds?: number): boolean {
		const until = this.accounts.of(account).pause(retryAfterSeconds);
		this.asksKore = false;
		const now = this.accounts.clock.now();
		const longerMs = Math.max(0, until - Math.max(now, this.waitsUntil));
		const addedMs = now < this.waitsUntil && longerMs < ONE_WAIT_MS ? 0 : longerMs;
		if (this.waitedMs + addedMs > this.options.maxWaitSeconds * 1000) return false;
		this.waitedMs += addedMs;
		this.waitsUntil = Math.max(this.waitsUntil, until);
		return true;
	}

	/** The running call comes wrapped, so that the next turn does not wait for its answer. */
	private async start<T>(account: string, call: () => Promise<T>) {
		for (;;) {
			if (this.options.signal?.aborted) return 'stopped';
			const own = this.millisecondsOwn();
			const left = Math.max(own, this.millisecondsOfOthers(account));
			if (left <= 0 || this.isHeldTooLong(own)) {
				this.heldMs = 0;
				// At once, as another run may be waiting for the same moment.
				const calls = this.accounts.of(account);
				return { running: this.own.count(async () => await calls.count(call)) };
			}
			if (left > this.patienceMs) return 'limited';
			const slice = Math.min(left, SLICE_MS);
			this.patienceMs -= slice;
			if (own <= 0) this.heldMs += slice;
			await this.accounts.clock.sleep(slice);
		}
	}

	/** Until its own limit allows a call, and Kore's answer to it. */
	private millisecondsOwn(): number {
		const { requestsPerMinute } = this.options;
		const pacedMs = requestsPerMinute > 0 ? this.own.millisecondsUntilFree(requestsPerMinute) : 0;
		return Math.max(pacedMs, this.waitsUntil - this.accounts.clock.now());
	}

	/** Until the account's other calls allow one. */
	private millisecondsOfOthers(account: string): number {
		if (this.asksKore) return 0;
		const { requestsPerMinute } = this.options;
		const calls = this.accounts.of(account);
		const pacedMs =
			requestsPerMinute > 0 ? calls.millisecondsUntilFree(calls.sharedLimit(requestsPerMinute)) : 0;
		return Math.max(pacedMs, calls.pausedUntil - this.accounts.clock.now());
	}

	/** Others must not hold it for ever: then Kore's answer is to decide. A list has its patience instead. */
	private isHeldTooLong(own: number): boolean {
		const { maxWaitSeconds, patienceSeconds } = this.options;
		if (own > 0 || patienceSeconds !== undefined) return false;
		this.asksKore = this.heldMs >= maxWaitSeconds * 1000;
		return this.asksKore;
	}
}

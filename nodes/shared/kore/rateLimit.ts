import { ACCOUNTS, type Accounts } from './accountCalls';

/** Answers to calls that were under way together come milliseconds apart. */
const ONE_WAIT_MS = 1000;

/** Longest sleep in one piece, so that a cancelled execution stops within this time. */
const SLICE_MS = 500;

export interface RateLimitOptions {
	/** Up to so many calls of the account in any 60 seconds, whoever makes them, it goes on; 0 = without a limit of its own. */
	requestsPerMinute: number;
	/** Seconds in total that it may wait because Kore has answered 429. */
	maxWaitSeconds: number;
	/** Seconds in total that it may be held back at all, if somebody looks at an empty list meanwhile. */
	patienceSeconds?: number;
	signal?: AbortSignal;
	accounts?: Accounts;
}

/** `stopped`: by the signal, `limited`: out of patience; the call was not made. */
export type Turn<T> = { value: T } | 'stopped' | 'limited';

/** Paces the calls of one run of a node, or of one list, among all calls of the account. */
export class RateLimiter {
	private readonly accounts: Accounts;

	private turn: Promise<unknown> = Promise.resolve();

	/** Until then it waits for Kore, and has counted that. */
	private waitsUntil = -Infinity;

	private waitedMs = 0;

	private patienceMs: number;

	constructor(private readonly options: RateLimitOptions) {
		this.accounts = options.accounts ?? ACCOUNTS;
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
		const calls = this.accounts.of(account);
		calls.pause(retryAfterSeconds);
		return this.mayWaitUntil(calls.pausedUntil);
	}

	/** The running call comes wrapped, so that the next turn does not wait for its answer. */
	private async start<T>(account: string, call: () => Promise<T>) {
		for (;;) {
			if (this.options.signal?.aborted) return 'stopped';
			const left = this.millisecondsLeft(account);
			// At once, as another run may be waiting for the same moment.
			if (left <= 0) return { running: this.accounts.of(account).count(call) };
			if (left > this.patienceMs) return 'limited';
			const slice = Math.min(left, SLICE_MS);
			this.patienceMs -= slice;
			await this.accounts.clock.sleep(slice);
		}
	}

	private millisecondsLeft(account: string): number {
		const { requestsPerMinute, patienceSeconds } = this.options;
		const calls = this.accounts.of(account);
		const pacedMs = requestsPerMinute > 0 ? calls.millisecondsUntilFree(requestsPerMinute) : 0;
		// Where the pause is longer than a run may wait, Kore's answer is to say so.
		const isHeld = patienceSeconds !== undefined || this.mayWaitUntil(calls.pausedUntil);
		return Math.max(pacedMs, isHeld ? calls.pausedUntil - this.accounts.clock.now() : 0);
	}

	private mayWaitUntil(time: number): boolean {
		const now = this.accounts.clock.now();
		const longerMs = Math.max(0, time - Math.max(now, this.waitsUntil));
		const addedMs = now < this.waitsUntil && longerMs < ONE_WAIT_MS ? 0 : longerMs;
		if (this.waitedMs + addedMs > this.options.maxWaitSeconds * 1000) return false;
		this.waitedMs += addedMs;
		this.waitsUntil = Math.max(this.waitsUntil, time);
		return true;
	}
}

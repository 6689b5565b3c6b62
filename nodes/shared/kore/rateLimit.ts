import { sleep } from 'n8n-workflow';

/** Kore counts the calls of an account in windows of a minute (reference: Kore's rate limit page for contact center). */
const WINDOW_MS = 60_000;

/** So that a server which always answers `Retry-After: 0` is not asked without end. */
const LEAST_PAUSE_SECONDS = 1;

const ONE_WAIT_MS = 1000;

/** Longest sleep in one piece, so that a cancelled execution stops within this time. */
const SLICE_MS = 500;

export interface Clock {
	now(): number;
	sleep(milliseconds: number): Promise<void>;
}

/** A monotonic clock: a wall clock that is set back would make a window longer. */
const realClock: Clock = { now: () => performance.now(), sleep };

/** When the latest calls were answered, oldest first; no more of them than the limit. */
export type CallHistory = Array<Promise<number>>;

export interface RateLimitOptions {
	/** Calls in any 60 seconds; 0 = no limit of our own. */
	requestsPerMinute: number;
	/** Seconds in total that the run may wait because Kore answered 429. */
	maxWaitSeconds: number;
	/** Of a run before, with the same account: its calls count as well. */
	history?: CallHistory;
	signal?: AbortSignal;
	clock?: Clock;
}

/** Paces the calls of one run of a node. */
export class RateLimiter {
	private readonly answered: CallHistory;

	private turn: Promise<unknown> = Promise.resolve();

	private windowStart = -Infinity;

	private pausedUntil = -Infinity;

	private waitedMs = 0;

	private readonly clock: Clock;

	constructor(private readonly options: RateLimitOptions) {
		this.clock = options.clock ?? realClock;
		this.answered = options.history ?? [];
	}

	/** Seconds that the run has waited, or still waits, because Kore answered 429. */
	get waitedSeconds(): number {
		return Math.round(this.waitedMs / 1000);
	}

	/**
	 * Runs `call` as soon as it fits the limit, in the order of the calls to this method. A minute is counted from a
	 * call's answer, as nobody knows when between sending and answer Kore counted it. Undefined if cancelled before.
	 */
	async run<T>(call: () => Promise<T>): Promise<T | undefined> {
		const started = this.turn.then(async () => {
			await this.untilAllowed();
			if (this.options.signal?.aborted) return undefined;
			const running = call();
			this.remember(running);
			// Wrapped, so that the next turn does not wait for the answer.
			return { running };
		});
		this.turn = started;
		return await (
			await started
		)?.running;
	}

	/**
	 * To be called when Kore has answered 429: everything waits for `retryAfterSeconds`, else for the end of the window
	 * that began with our first call. False if that would exceed the time that the run may wait.
	 */
	pause(retryAfterSeconds?: number): boolean {
		const now = this.clock.now();
		const windowEnd = now < this.windowStart + WINDOW_MS ? this.windowStart : now;
		const until =
			retryAfterSeconds === undefined
				? windowEnd + WINDOW_MS
				: now + Math.max(LEAST_PAUSE_SECONDS, retryAfterSeconds) * 1000;
		const longerMs = Math.max(0, until - Math.max(now, this.pausedUntil));
		// The answers to calls that were under way together come milliseconds apart: that is one wait.
		const addedMs = now < this.pausedUntil && longerMs < ONE_WAIT_MS ? 0 : longerMs;
		if (this.waitedMs + addedMs > this.options.maxWaitSeconds * 1000) return false;
		this.waitedMs += addedMs;
		this.pausedUntil = Math.max(this.pausedUntil, until);
		return true;
	}

	private async untilAllowed(): Promise<void> {
		const { requestsPerMinute } = this.options;
		while (requestsPerMinute > 0 && this.answered.length >= requestsPerMinute) {
			const oldest = await this.answered[0];
			await this.sleepUntil(() => oldest + WINDOW_MS);
			// The next try of the run goes on with this history.
			if (this.options.signal?.aborted) return;
			this.answered.shift();
		}
		await this.sleepUntil(() => this.pausedUntil);
	}

	/** `time` is asked again after each slice, as a 429 may move it. */
	private async sleepUntil(time: () => number): Promise<void> {
		for (;;) {
			const left = time() - this.clock.now();
			if (left <= 0 || this.options.signal?.aborted) return;
			await this.clock.sleep(Math.min(left, SLICE_MS));
		}
	}

	private remember(call: Promise<unknown>): void {
		const end = call.then(
			() => this.clock.now(),
			() => this.clock.now(),
		);
		void end.then((at) => {
			if (at >= this.windowStart + WINDOW_MS) this.windowStart = at;
		});
		if (this.options.requestsPerMinute > 0) this.answered.push(end);
	}
}

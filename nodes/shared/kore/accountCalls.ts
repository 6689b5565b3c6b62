import { sleep } from 'n8n-workflow';

/** Kore counts the calls of an account in windows of a minute (docs/kore-api.md, 1.6). */
const WINDOW_MS = 60_000;

/** So that a server which always answers `Retry-After: 0` is not asked without end. */
const LEAST_PAUSE_SECONDS = 1;

interface Clock {
	now(): number;
	sleep(milliseconds: number): Promise<void>;
}

/** A monotonic clock: a wall clock that is set back would make a window longer. */
const realClock: Clock = { now: () => performance.now(), sleep };

/** Calls under way, and those answered in the last minute. */
export class Calls {
	private underWay = 0;

	/** Oldest first. */
	private readonly answeredAt: number[] = [];

	/** When the minute began that the latest answer belongs to. */
	protected windowStart = -Infinity;

	constructor(protected readonly clock: Clock) {}

	/** Whether none is left that another call would have to know. */
	get isOver(): boolean {
		this.forgetOld();
		return this.underWay === 0 && this.answeredAt.length === 0;
	}

	/**
	 * Milliseconds until one of `limit` calls a minute is free; 0 if one is. A call counts until a minute after its answer, as
	 * nobody knows when between sending and answer Kore counted it: so one that is under way is not free within a minute.
	 */
	millisecondsUntilFree(limit: number): number {
		this.forgetOld();
		const tooMany = this.underWay + this.answeredAt.length - Math.ceil(limit) + 1;
		if (tooMany <= 0) return 0;
		const last = this.answeredAt[tooMany - 1];
		return last === undefined ? WINDOW_MS : last + WINDOW_MS - this.clock.now();
	}

	/** Counts `call`, which is made now. */
	async count<T>(call: () => Promise<T>): Promise<T> {
		this.underWay++;
		try {
			return await call();
		} finally {
			const now = this.clock.now();
			this.underWay--;
			// Also where nobody has a limit, who would ask how many there are.
			this.forgetOld();
			this.answeredAt.push(now);
			if (now >= this.windowStart + WINDOW_MS) this.windowStart = now;
		}
	}

	private forgetOld(): void {
		const now = this.clock.now();
		while (this.answeredAt[0] + WINDOW_MS <= now) this.answeredAt.shift();
	}
}

/** All calls of an account in this process, whoever makes them. */
class AccountCalls extends Calls {
	private highestLimit = { limit: 0, at: -Infinity };

	/** Until then Kore takes no call of the account, as far as others are to heed it: no longer than its minute. */
	pausedUntil = -Infinity;

	override get isOver(): boolean {
		return super.isOver && this.pausedUntil <= this.clock.now();
	}

	/** The highest limit that anybody has had for these calls in the last minute, this one's among them. */
	sharedLimit(limit: number): number {
		const now = this.clock.now();
		const known = now < this.highestLimit.at + WINDOW_MS ? this.highestLimit.limit : 0;
		if (limit >= known) this.highestLimit = { limit, at: now };
		return Math.max(limit, known);
	}

	/**
	 * To be called when Kore has answered 429: nothing is free for `retryAfterSeconds`, else until the end of the window that
	 * began with the first call. Returns that time.
	 */
	pause(retryAfterSeconds: number | undefined): number {
		const now = this.clock.now();
		const windowEnd = (now < this.windowStart + WINDOW_MS ? this.windowStart : now) + WINDOW_MS;
		const until =
			retryAfterSeconds === undefined
				? windowEnd
				: now + Math.max(LEAST_PAUSE_SECONDS, retryAfterSeconds) * 1000;
		this.pausedUntil = Math.max(this.pausedUntil, Math.min(until, now + WINDOW_MS));
		return until;
	}
}

/** The accounts that a process of n8n has called lately. */
export class Accounts {
	private readonly known = new Map<string, AccountCalls>();

	constructor(readonly clock: Clock = realClock) {}

	/** To be asked for anew before each use, as an account that rests is forgotten. */
	of(account: string): AccountCalls {
		for (const [name, calls] of this.known) {
			if (name !== account && calls.isOver) this.known.delete(name);
		}
		const calls = this.known.get(account) ?? new AccountCalls(this.clock);
		this.known.set(account, calls);
		return calls;
	}
}

/** Of this process: all runs, nodes and lists share the calls of an account. */
export const ACCOUNTS = new Accounts();

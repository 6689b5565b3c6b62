const PAUSE_MS = 60_000;

/** Lets one line of a kind into the log at a time, so that a flood of forged callbacks does not fill it. */
export class LogThrottle {
	private readonly kinds = new Map<string, { loggedAt: number; leftOut: number }>();

	constructor(private readonly now: () => number = () => performance.now()) {}

	/** How many lines of this kind were left out since the last one; undefined if this one is to be left out as well. */
	take(kind: string): number | undefined {
		const now = this.now();
		const last = this.kinds.get(kind);
		if (last && now - last.loggedAt < PAUSE_MS) {
			last.leftOut++;
			return undefined;
		}
		this.kinds.set(kind, { loggedAt: now, leftOut: 0 });
		return last?.leftOut ?? 0;
	}
}

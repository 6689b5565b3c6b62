/**
 * A map that forgets each entry `lifetimeMs` after it was set. For what a process of n8n may remember for a while, and must not
 * need: another process knows nothing of it.
 */
export class ExpiringMap<Value> {
	/** In the order in which they expire. */
	private readonly entries = new Map<string, { value: Value; expiresAt: number }>();

	constructor(
		private readonly lifetimeMs: number,
		/** A monotonic clock, in milliseconds. */
		private readonly now: () => number = () => performance.now(),
	) {}

	get(key: string): Value | undefined {
		this.forgetExpired();
		return this.entries.get(key)?.value;
	}

	/** Sets the entry, and its time anew. */
	set(key: string, value: Value): void {
		this.forgetExpired();
		this.entries.delete(key);
		this.entries.set(key, { value, expiresAt: this.now() + this.lifetimeMs });
	}

	delete(key: string): void {
		this.entries.delete(key);
	}

	private forgetExpired(): void {
		const now = this.now();
		for (const [key, { expiresAt }] of this.entries) {
			if (expiresAt > now) return;
			this.entries.delete(key);
		}
	}
}

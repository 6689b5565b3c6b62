import { sleep } from 'n8n-workflow';

import { ExpiringMap } from '../../expiringMap';
import type { KoreOutcome } from '../client';
import type { Failure } from '../failures/failure';
import { MAX_PAGES, tooManyPages, type Page, type Position } from '../lists';
import { toEntry, type Entry } from './entry';

/** Short enough that nobody misses for long what is new in Kore; long enough for several searches. */
const LIFETIME_MS = 5 * 60_000;

/** Asks Kore for the page at a position, the first one without. Undefined if the run was stopped before. */
export type AskPage = (position?: Position) => Promise<KoreOutcome<Page> | undefined>;

/** Why a list could not be read on. */
type Trouble = Failure | 'stopped';

/** One of Kore's lists, as far as it has been read: who reads on continues where the one before has ended. */
class KeptList {
	/** When it was begun, by the monotonic clock. */
	readonly since = performance.now();

	/** Whether it was read to its end. */
	isWhole = false;

	/** By ID, as a row moves to the next page if another is added while the list is read. */
	private readonly rows = new Map<string, Entry>();

	private position: Position | undefined;

	private pages = 0;

	private reading: Promise<Trouble | undefined> | undefined;

	/** @param isRepeat Whether it took the place of one that was still kept. */
	constructor(readonly isRepeat: boolean) {}

	get entries(): Entry[] {
		return [...this.rows.values()];
	}

	/**
	 * Reads the next page. While somebody else reads it, waits for that instead, but no longer than `patienceMs`: what holds up the
	 * other one, e.g. its limits or its time-out, need not hold up this one; nor longer than its run goes on. Undefined if there may be
	 * more entries now.
	 */
	async readPage(
		ask: AskPage,
		patienceMs: number,
		signal?: AbortSignal,
	): Promise<Trouble | undefined> {
		if (this.reading && (await isOverWithin(this.reading, patienceMs, signal))) return undefined;
		if (this.pages >= MAX_PAGES) return tooManyPages('What stands behind them is not found.');
		const reading = this.readNext(ask).finally(() => {
			if (this.reading === reading) this.reading = undefined;
		});
		this.reading = reading;
		return await reading;
	}

	private async readNext(ask: AskPage): Promise<Trouble | undefined> {
		const read = this.pages;
		const outcome = await ask(this.position);
		if (!outcome) return 'stopped';
		if ('failure' in outcome) return outcome.failure;
		// Somebody whose patience was over has read it meanwhile.
		if (this.pages > read) return undefined;
		const { rows, next } = outcome.result;
		const before = this.rows.size;
		for (const entry of rows.map(toEntry)) {
			if (entry) this.rows.set(entry.id, entry);
		}
		this.pages++;
		this.position = next;
		// A server that does not heed `page` sends the same rows again and again, in whatever order.
		this.isWhole = next === undefined || this.rows.size === before;
		return undefined;
	}
}

/** How long one who waits for another's page sleeps at a time. */
const SLICE_MS = 250;

/** What the other one could not read is no trouble of this one's, which has its own limits. */
async function isOverWithin(
	work: Promise<unknown>,
	patienceMs: number,
	signal: AbortSignal | undefined,
): Promise<boolean> {
	let isOver = false;
	const end = work.finally(() => (isOver = true));
	for (let left = patienceMs; left > 0 && !isOver && !signal?.aborted; left -= SLICE_MS) {
		await Promise.race([end, sleep(Math.min(left, SLICE_MS))]);
	}
	return isOver;
}

const LISTS = new ExpiringMap<KeptList>(LIFETIME_MS);

/** The list that is kept under `key`, if it was begun at `notBefore` or later; else a new one in its place. */
export function keptList(key: string, notBefore = -Infinity): KeptList {
	const kept = LISTS.get(key);
	if (kept && kept.since >= notBefore) return kept;
	const begun = new KeptList(kept !== undefined);
	LISTS.set(key, begun);
	return begun;
}

/** What was read of the list that is kept under `key`; nothing if none is. */
export const keptEntries = (key: string): Entry[] => LISTS.get(key)?.entries ?? [];

/** Reads a list to its end; waits for a page that somebody else reads no longer than `patienceMs`. */
export async function readWhole(
	list: KeptList,
	ask: AskPage,
	patienceMs: number,
	signal?: AbortSignal,
): Promise<Trouble | undefined> {
	while (!list.isWhole) {
		const trouble = await list.readPage(ask, patienceMs, signal);
		if (trouble) return trouble;
	}
	return undefined;
}

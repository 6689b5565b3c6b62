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
export type Trouble = Failure | 'stopped';

/** One of Kore's lists, as far as it has been read: who reads on continues where the one before has ended. */
export class KeptList {
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
	 * Reads the next page; while somebody else reads it, waits for that, `patienceMs` at most. Undefined if there may be more
	 * entries now.
	 */
	async readPage(ask: AskPage, patienceMs?: number): Promise<Trouble | undefined> {
		if (this.reading) return await waitFor(this.reading, patienceMs);
		if (this.pages >= MAX_PAGES) return tooManyPages('What stands behind them is not found.');
		this.reading = this.readNext(ask).finally(() => {
			this.reading = undefined;
		});
		return await this.reading;
	}

	private async readNext(ask: AskPage): Promise<Trouble | undefined> {
		const outcome = await ask(this.position);
		if (!outcome) return 'stopped';
		if ('failure' in outcome) return outcome.failure;
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

/** What the other one could not read is no trouble of this one's, which has its own limits. */
async function waitFor(
	other: Promise<unknown>,
	patienceMs: number | undefined,
): Promise<Trouble | undefined> {
	if (patienceMs === undefined) {
		await other;
		return undefined;
	}
	const isOver = other.then(() => undefined);
	return await Promise.race([isOver, sleep(patienceMs).then(() => BEING_READ)]);
}

const BEING_READ: Failure = {
	cause: 'rateLimit',
	message: 'A workflow is reading this list already, and waits for Kore',
	description: 'Wait a minute, then open the list again.',
	httpCode: null,
	maybeAccepted: false,
	response: null,
};

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

/** Reads a list to its end. */
export async function readWhole(
	list: KeptList,
	ask: AskPage,
	patienceMs?: number,
): Promise<Trouble | undefined> {
	while (!list.isWhole) {
		const trouble = await list.readPage(ask, patienceMs);
		if (trouble) return trouble;
	}
	return undefined;
}

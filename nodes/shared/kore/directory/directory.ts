import type { KoreCredential } from '../../credential/credential';
import { FOR_ONE_REQUEST, isForOneRequest } from '../../credential/token';
import type { KoreClient } from '../client';
import type { Failure } from '../failures/failure';
import { getPage, type KoreList, type ListReader } from '../lists';
import { agentsByCustomId } from './customId';
import { comparable, type Entry } from './entry';
import { keptEntries, keptList, readWhole } from './keptList';
import { listKey } from './listKey';

/** What was found, which may be nothing or several; undefined if the run was stopped before. */
export type Lookup = { entries: Entry[] } | { failure: Failure } | undefined;

type Field = 'email' | 'name';

/** A whole list by one of its fields. */
interface Index {
	/** Whether the list is read once more for a text that does not fit just one in it. */
	mayBeRepeated: boolean;
	entries: Map<string, Entry[]>;
}

/** A list that was begun so shortly before a run counts as read by it: each turn of a loop is a run, and so is each call of a tool. */
const FRESH_MS = 30_000;

/** Looks up agents and queues for one run: asks Kore once for a list, and once for a custom ID. */
export class Directory {
	private readonly freshSince = performance.now() - FRESH_MS;

	private readonly indexes = new Map<string, Promise<Index | { failure: Failure } | undefined>>();

	private readonly customIds = new Map<string, Promise<Lookup>>();

	constructor(
		private readonly credential: KoreCredential,
		private readonly client: KoreClient,
		/** Of the run: what is asked for after it is not sent. */
		private readonly signal?: AbortSignal,
	) {}

	/**
	 * The entries whose field has this text, whatever the case. The list may have been kept for some minutes; unless just one that is
	 * active has the text in it, it is read once more, but once in those minutes for all runs.
	 */
	async find(list: KoreList, reader: ListReader, field: Field, text: string): Promise<Lookup> {
		if (isForOneRequest(this.credential)) return { failure: USES_UP_TOKEN };
		const kept = await this.index(list, reader, field, -Infinity);
		if (!kept || 'failure' in kept) return kept;
		const entries = entriesOf(kept, text);
		const isClear = entries.length === 1 && entries[0].inactive === null;
		if (isClear || !kept.mayBeRepeated) return { entries };
		const fresh = await this.index(list, reader, field, this.freshSince);
		return !fresh || 'failure' in fresh ? fresh : { entries: entriesOf(fresh, text) };
	}

	/** The agents that have this custom ID. */
	async findByCustomId(customId: string, reader: ListReader): Promise<Lookup> {
		if (isForOneRequest(this.credential)) return { failure: USES_UP_TOKEN };
		const { streamId, accountId } = reader;
		const key = JSON.stringify([streamId, accountId, customId]);
		const lookup = this.customIds.get(key) ?? agentsByCustomId(this.client, customId, reader);
		this.customIds.set(key, lookup);
		return await lookup;
	}

	/** The agent ID of a user, if it was read in the last minutes, for whatever reason: Kore is not asked. */
	knownAgentId(
		agents: KoreList,
		reader: Pick<ListReader, 'streamId' | 'accountId'>,
		userId: string,
	): string | null {
		const key = listKey(this.client.origin, this.credential, agents, reader);
		return keptEntries(key).find((entry) => entry.userId === userId)?.id ?? null;
	}

	private async index(list: KoreList, reader: ListReader, field: Field, notBefore: number) {
		const key = listKey(this.client.origin, this.credential, list, reader);
		const ofRun = `${field} ${notBefore} ${key}`;
		const index = this.indexes.get(ofRun) ?? this.read(key, list, reader, field, notBefore);
		this.indexes.set(ofRun, index);
		return await index;
	}

	private async read(
		key: string,
		list: KoreList,
		reader: ListReader,
		field: Field,
		notBefore: number,
	): Promise<Index | { failure: Failure } | undefined> {
		const kept = keptList(key, notBefore);
		const trouble = await readWhole(
			kept,
			async (position) => await getPage(this.client, list, reader, position),
			reader.timeoutMs,
			this.signal,
		);
		if (trouble) return trouble === 'stopped' ? undefined : { failure: trouble };
		const entries = new Map<string, Entry[]>();
		for (const entry of kept.entries) {
			const text = comparable(entry[field] ?? '');
			if (text) entries.set(text, [...(entries.get(text) ?? []), entry]);
		}
		return { mayBeRepeated: !kept.isRepeat && kept.since < this.freshSince, entries };
	}
}

const USES_UP_TOKEN: Failure = {
	cause: 'credentials',
	message: FOR_ONE_REQUEST,
	description:
		"The look-up would use it up: set 'Authentication' in the credential to 'JWT App', which makes a new token for every request.",
	httpCode: null,
	maybeAccepted: false,
	response: null,
};

const entriesOf = ({ entries }: Index, text: string): Entry[] =>
	entries.get(comparable(text)) ?? [];

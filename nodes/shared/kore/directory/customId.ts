import { asText, isErrorBody, readRows, type Row } from '../answer';
import type { KoreClient } from '../client';
import type { Failure } from '../failures/failure';
import type { ListReader } from '../lists';
import type { Lookup } from './directory';
import { comparable, toEntry } from './entry';

/** Kore's "Get the Agent ID Using the Custom ID" (docs/kore-api.md, 3.4). */
export async function agentsByCustomId(
	client: KoreClient,
	customId: string,
	{ streamId, accountId, timeoutMs, words }: ListReader,
): Promise<Lookup> {
	const outcome = await client.request(accountId, () => ({
		method: 'GET',
		path: [streamId, 'agents', 'customId', customId],
		timeoutMs,
		call: { ...words, scope: 'Configuration', answer: 'a list' },
		read: readAgents,
	}));
	if (!outcome) return undefined;
	if ('failure' in outcome) return { failure: withAdvice(outcome.failure) };
	const entries = outcome.result
		.filter((row) => isOf(row, customId))
		.map(toEntry)
		.filter((entry) => entry !== undefined);
	return { entries: [...new Map(entries.map((entry) => [entry.id, entry])).values()] };
}

/** Kore may find by a part of a custom ID; an agent whose own is not told has the one that was asked for. */
function isOf(row: Row, customId: string): boolean {
	const own = asText(row.customId);
	return own === null || comparable(own) === comparable(customId);
}

/** Kore does not say how it answers for a custom ID that nobody has. */
function withAdvice(failure: Failure): Failure {
	if (failure.cause !== 'notFound' && failure.cause !== 'refused') return failure;
	return { ...failure, description: `Check the custom ID. ${failure.description}` };
}

/** Kore's sample is a list of agents; its text speaks of one agent ID, and of a list of IDs. */
function readAgents(body: unknown): Row[] | undefined {
	if (isErrorBody(body)) return undefined;
	if (Array.isArray(body)) return body.flatMap(toRow);
	const [row] = toRow(body);
	return readRows(body) ?? (row && [row]);
}

/** A text that is no agent ID is some server's message. */
function toRow(value: unknown): Row[] {
	if (typeof value === 'string') return value.startsWith('a-') ? [{ id: value }] : [];
	return typeof value === 'object' && value !== null && 'id' in value ? [{ ...value }] : [];
}

import type { AssignTarget } from '../../../../shared/callback/token';
import { asText, isObject, type Row } from '../../../../shared/kore/answer';

/** What Kore shows of a conversation after a request that nobody knows the end of. */
export interface Finding {
	/** Whether Kore has accepted the transfer, as far as `note` says. */
	accepted: 'yes' | 'no' | 'unknown';
	/** What speaks for it, and how sure it is. */
	note: string;
	conversationId: string | null;
	/** Kore's word, e.g. `ACTIVE`. */
	status: string | null;
	/** Of the last transfer that Kore shows, ISO 8601. */
	transferredAt: string | null;
	/** Its type is `AGENT` or `QUEUE`; of an agent Kore gives the user ID. */
	transferredTo: { type: string | null; id: string | null; name: string | null } | null;
	/** When Kore was asked, ISO 8601. */
	askedAt: string;
}

interface Asked {
	target: AssignTarget;
	/** By the user ID that Kore shows for an agent; null if it is not known. */
	userId: string | null;
	/** Milliseconds since 1970, by the clock of n8n's machine. */
	requestedAt: number;
}

/** How far Kore's clock may be from n8n's. */
const CLOCKS_MS = 5 * 60_000;

const OVER = ['CLOSED', 'TERMINATED'];

export const notKnown = (note: string): Finding => ({
	accepted: 'unknown',
	note,
	conversationId: null,
	status: null,
	transferredAt: null,
	transferredTo: null,
	askedAt: new Date().toISOString(),
});

/**
 * What a row of Kore's "Get Conversation Details" (docs/kore-api.md, 3.4) tells of the request. A row that shows no transfer is a
 * `no` only where it could show one, and was read after the request had time to take effect.
 */
export function judgeConversation(row: Row, asked: Asked): Finding {
	const { target, requestedAt } = asked;
	const transfers = readTransfers(row);
	const last = transfers?.at(-1);
	const status = asText(row.status);
	const tell = (accepted: Finding['accepted'], note: string): Finding => ({
		accepted,
		note,
		conversationId: asText(row._id),
		status,
		transferredAt: last?.at ?? null,
		transferredTo: last?.to ?? null,
		askedAt: new Date().toISOString(),
	});

	if (!transfers) return tell('unknown', 'Kore shows the conversation, but no list of transfers.');
	const since = transfers.filter(({ time }) => time >= requestedAt - CLOCKS_MS);
	const meant = since.find((transfer) => isMeant(transfer.to, asked));
	if (meant && meant.time >= requestedAt) {
		return tell('yes', `Kore shows a transfer to this ${target.assignTo} at ${meant.at}.`);
	}
	if (meant) {
		return tell(
			'unknown',
			`Kore shows a transfer to this ${target.assignTo} at ${meant.at}, which is before the request: it may be another one, or Kore's clock is behind.`,
		);
	}
	if (since.length > 0) {
		const { to, at } = since[since.length - 1];
		return tell(
			'unknown',
			`Kore shows a transfer to ${nameOf(to)} at ${at}, and none to this ${target.assignTo}${target.assignTo === 'agent' && asked.userId === null ? ', whose user ID is not known' : ''}.`,
		);
	}
	if (OVER.includes(status ?? '')) {
		return tell(
			'unknown',
			`Kore shows no transfer since the request; the conversation is ${status}.`,
		);
	}
	return tell(
		'no',
		'Kore shows the conversation, and no transfer since the request: likely, not certain, as Kore documents neither that its session is the Bot Session ID, nor how soon it shows a transfer.',
	);
}

type To = NonNullable<Finding['transferredTo']>;

interface Transfer {
	at: string;
	/** Milliseconds since 1970. */
	time: number;
	to: To;
}

/** In the order of their times; undefined if there is no list of them, or one that cannot be read. */
function readTransfers({ transferDetails }: Row): Transfer[] | undefined {
	if (!Array.isArray(transferDetails) || !transferDetails.every(isObject)) return undefined;
	const transfers = transferDetails.flatMap(({ transferredAt, transferredTo }) => {
		const at = asText(transferredAt) ?? '';
		const targets = [transferredTo].flat().filter(isObject);
		// One to nobody that can be read is a transfer all the same.
		return (targets.length > 0 ? targets : [{} as Row]).map(({ type, id, name }) => ({
			at,
			time: Date.parse(at),
			to: { type: asText(type), id: asText(id), name: asText(name) },
		}));
	});
	if (transfers.some(({ time }) => Number.isNaN(time))) return undefined;
	return transfers.sort((one, other) => one.time - other.time);
}

function isMeant({ id }: To, { target, userId }: Asked): boolean {
	return id !== null && (id === target.id || id === userId);
}

const nameOf = ({ type, id, name }: To) =>
	[type?.toLowerCase(), name ?? id].filter(Boolean).join(' ') || 'somebody';

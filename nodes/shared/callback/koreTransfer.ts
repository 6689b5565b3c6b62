import { asText, firstObject, readReason } from '../kore/answer';

/** Fields of a transfer result as Kore's page shows it; each null where missing. `completedAt` is ISO 8601. */
export interface KoreTransfer {
	status: string | null;
	reason: string | null;
	sessionId: string | null;
	agentId: string | null;
	queueId: string | null;
	completedAt: string | null;
}

/** Reads whatever Kore sent: an object, an array, text or nothing. Never throws. */
export function readTransfer(answer: unknown): KoreTransfer {
	const fields = firstObject(answer);
	return {
		status: asText(fields.status),
		reason: readReason(answer),
		sessionId: asText(fields.sessionId),
		agentId: asText(fields.agentId),
		queueId: asText(fields.queueId),
		completedAt: toIso(fields.requestCompletedAt),
	};
}

/** Epoch milliseconds (as Kore's sample has it), as a number or as text, or an ISO date. */
function toIso(value: unknown): string | null {
	const text = asText(value);
	if (text === null) return null;
	const date = new Date(Number.isFinite(Number(text)) ? Number(text) : text);
	return Number.isNaN(date.getTime()) ? null : date.toISOString();
}

import { inTime } from '../inTime';
import { asText, parseAnswer } from './answer';
import type { Failure, KoreCall } from './failures/failure';
import { describeNetworkError } from './failures/networkFailure';
import { decodeBody, readBody, type BodyStream } from './readBody';
import type { StreamedResponse } from './transport';

/** How much later our own time-out comes than axios'. */
const GRACE_MS = 500;

/** An answer of Kore's with any status. `body` is parsed JSON, text, or null if it was empty. */
export interface KoreAnswer {
	statusCode: number;
	contentType: string;
	/** From `Retry-After`, which Kore documents nowhere and proxies send. */
	retryAfterSeconds?: number;
	/** How far the server's clock is ahead of this machine's, negative if it is behind; missing without a `Date`. */
	clockAheadSeconds?: number;
	body: unknown;
	/** True if the body was larger than anything that Kore sends; it was not read then. */
	tooLarge: boolean;
}

/** The answer to what `send` sends, if it comes, head and body, within `timeoutMs`. */
export async function receiveAnswer(
	send: () => Promise<StreamedResponse>,
	origin: string,
	timeoutMs: number,
	call: KoreCall,
): Promise<{ answer: KoreAnswer } | { failure: Failure }> {
	// axios' own time-out knows more about a connection that fails, but begins anew with every byte that comes.
	const deadline = AbortSignal.timeout(timeoutMs + GRACE_MS);
	let body: BodyStream | undefined;
	const receive = async () => {
		const response = await send();
		body = response.body;
		// Nobody reads an answer that comes too late.
		if (deadline.aborted) body.destroy();
		return await readResponse(response);
	};
	try {
		return { answer: await inTime(receive(), deadline) };
	} catch (error) {
		const isOverdue = deadline.aborted;
		const isAnswered = body !== undefined;
		if (isOverdue) body?.destroy();
		const broken = { error: error as unknown, isOverdue, isAnswered };
		return { failure: describeNetworkError(broken, origin, timeoutMs, call) };
	}
}

async function readResponse({ statusCode, headers, body }: StreamedResponse): Promise<KoreAnswer> {
	const contentType = asText(headers['content-type']) ?? '';
	const retryAfter = Number(asText(headers['retry-after']) ?? NaN);
	const clockAhead = (Date.parse(asText(headers.date) ?? '') - Date.now()) / 1000;
	const bytes = await readBody(body);
	return {
		statusCode,
		contentType,
		...(retryAfter >= 0 && { retryAfterSeconds: retryAfter }),
		...(!Number.isNaN(clockAhead) && { clockAheadSeconds: clockAhead }),
		body: bytes ? parseAnswer(decodeBody(bytes, contentType), contentType) : null,
		tooLarge: !bytes,
	};
}

import type { IWebhookFunctions } from 'n8n-workflow';

import { MAX_BODY_BYTES } from '../kore/readBody';

export interface Refusal {
	statusCode: number;
	/** For the sender; says nothing that helps to forge a callback. */
	answer: string;
	/** For n8n's log: what to do about it. */
	advice: string;
}

interface N8nRequest {
	destroyed: boolean;
	readableEnded: boolean;
	once(event: 'close', listener: () => void): unknown;
	rawBody?: Buffer;
	readRawBody?: () => Promise<void>;
}

const TOO_LARGE: Refusal = {
	statusCode: 413,
	answer: 'The body has more than 1 MB',
	advice: 'Kore sends a few hundred bytes. Find out who sends to this webhook URL.',
};

const UNREADABLE: Refusal = {
	statusCode: 400,
	answer: 'The body cannot be read',
	advice:
		'The body broke off on its way, or it has a form that Kore never sends. Nothing was made of it, as it might be half a result; look at the proxies between Kore and n8n.',
};

/** The body as it came, whatever its content type; a refusal if it is too large or did not come whole. */
export async function readRequestBody(
	context: IWebhookFunctions,
): Promise<Buffer | { refusal: Refusal }> {
	const headers = context.getHeaderData();
	// n8n has read a multipart body as files then, and unpacks only these encodings.
	const isMultipart = /^multipart\//i.test(String(headers['content-type'] ?? ''));
	const isUnpacked = ['', 'identity', 'gzip', 'deflate'].includes(
		String(headers['content-encoding'] ?? ''),
	);
	if (isMultipart || !isUnpacked) return { refusal: UNREADABLE };
	const request = context.getRequestObject() as N8nRequest;
	try {
		// n8n has read nothing yet if it does not parse the content type.
		if (!request.rawBody) await Promise.race([request.readRawBody?.(), brokenOff(request)]);
	} catch (error) {
		const isTooLarge = (error as { type?: string }).type === 'entity.too.large';
		return { refusal: isTooLarge ? TOO_LARGE : UNREADABLE };
	}
	const body = request.rawBody ?? Buffer.alloc(0);
	return body.length > MAX_BODY_BYTES ? { refusal: TOO_LARGE } : body;
}

/** Rejects if the sender breaks off. n8n unpacks a compressed body, and then waits for the rest of it for ever. */
const brokenOff = async (request: N8nRequest) =>
	await new Promise<never>((_, reject) => {
		const check = () => {
			if (!request.readableEnded) reject(new Error('The request broke off'));
		};
		// One that has closed already does not tell it again.
		if (request.destroyed) check();
		else request.once('close', check);
	});

/** Kore's answers and callbacks have a few hundred bytes, its lists some kilobytes; whoever sends more is not Kore. */
export const MAX_BODY_BYTES = 1024 * 1024;

/** A readable stream of Node, of which no type can be imported here. */
export interface BodyStream extends AsyncIterable<Uint8Array> {
	destroy(): unknown;
}

/**
 * The bytes of a body; undefined if it has more than MAX_BODY_BYTES, however it was compressed. It is read no further then.
 * Throws the stream's error if it breaks off.
 */
export async function readBody(stream: BodyStream): Promise<Buffer | undefined> {
	const chunks: Uint8Array[] = [];
	let size = 0;
	// Leaving the loop destroys the stream.
	for await (const chunk of stream) {
		size += chunk.length;
		if (size > MAX_BODY_BYTES) return undefined;
		chunks.push(chunk);
	}
	return Buffer.concat(chunks);
}

/** A body as text, in the character set that its content type names; in UTF-8 if it names none, or one that nobody knows. */
export function decodeBody(body: Uint8Array, contentType: string): string {
	const charset = /charset=["']?([\w.:-]{1,40})/i.exec(contentType)?.[1] ?? 'utf-8';
	try {
		return new TextDecoder(charset).decode(body);
	} catch {
		return new TextDecoder().decode(body);
	}
}

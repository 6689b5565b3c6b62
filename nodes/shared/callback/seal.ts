import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const ALGORITHM = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;

/**
 * `text`, encrypted and authenticated with a 32-byte key (AES-256-GCM), as base64url. `purpose` is authenticated as well,
 * so that what was sealed for one place does not open in another.
 */
export function seal(text: string, key: Buffer, purpose: string): string {
	const iv = randomBytes(IV_BYTES);
	const cipher = createCipheriv(ALGORITHM, key, iv).setAAD(Buffer.from(purpose));
	const encrypted = [cipher.update(text, 'utf8'), cipher.final()];
	return Buffer.concat([iv, ...encrypted, cipher.getAuthTag()]).toString('base64url');
}

/** What was sealed with this key for this purpose; undefined for anything else. Never throws. */
export function unseal(sealed: unknown, key: Buffer, purpose: string): string | undefined {
	if (typeof sealed !== 'string') return undefined;
	const bytes = Buffer.from(sealed, 'base64url');
	if (bytes.length < IV_BYTES + TAG_BYTES) return undefined;
	try {
		const decipher = createDecipheriv(ALGORITHM, key, bytes.subarray(0, IV_BYTES), {
			authTagLength: TAG_BYTES,
		})
			.setAAD(Buffer.from(purpose))
			.setAuthTag(bytes.subarray(-TAG_BYTES));
		const encrypted = bytes.subarray(IV_BYTES, -TAG_BYTES);
		return Buffer.concat([decipher.update(encrypted), decipher.final()]).toString('utf8');
	} catch {
		return undefined;
	}
}

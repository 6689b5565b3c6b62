const BEGIN = '-----BEGIN ';
const DASHES = '-----';

/**
 * A PEM key with its line breaks back. n8n's password fields take one line, so a pasted key arrives with spaces, or with
 * a written `\n`, where the line breaks were. Text that is not PEM comes back trimmed. Takes linear time.
 */
export function repairPrivateKey(key: string): string {
	const text = key.replaceAll('\\n', '\n');
	const begin = text.indexOf(BEGIN);
	const labelEnd = text.indexOf(DASHES, begin + BEGIN.length);
	const label = text.slice(begin + BEGIN.length, labelEnd);
	const end = text.indexOf(`-----END ${label}-----`, labelEnd);
	if (begin < 0 || labelEnd < 0 || end < 0) return key.trim();
	const body = text.slice(labelEnd + DASHES.length, end).replace(/\s+/g, '');
	const lines = body.match(/.{1,64}/g) ?? [];
	return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n');
}

const PEM = /-----BEGIN ([A-Z ]+)-----(.*?)-----END \1-----/s;

/**
 * A PEM key with its line breaks back. n8n's password fields take one line, so a pasted key arrives with spaces, or with
 * a written `\n`, where the line breaks were. Text that is not PEM comes back trimmed.
 */
export function repairPrivateKey(key: string): string {
	const match = PEM.exec(key.replaceAll('\\n', '\n'));
	if (!match) return key.trim();
	const [, label, body] = match;
	const lines = body.replace(/\s+/g, '').match(/.{1,64}/g) ?? [];
	return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n');
}

import type { IExecuteFunctions } from 'n8n-workflow';

import type { Relay } from './relay';

/**
 * The address at which this n8n takes the callback for the execution that the token names; undefined if the token has another.
 * Put together from n8n's own address, as whoever has the secret of the credential could sign a token with any: of the token's
 * nothing is taken but execution, node and n8n's signature.
 */
export function ownAddress(
	context: IExecuteFunctions,
	{ resumeUrl, executionId, token }: Relay,
): string | undefined {
	const own = new URL(String(context.evaluateExpression('{{ $execution.resumeUrl }}', 0)));
	const base = own.origin + own.pathname.slice(0, own.pathname.lastIndexOf('/'));
	const start = `${base}/${executionId}/`;
	if (!/^[\w-]+$/.test(executionId) || !resumeUrl.startsWith(start)) return undefined;
	const given = new URL(resumeUrl);
	const node = given.pathname.slice(given.pathname.lastIndexOf('/') + 1);
	const url = new URL(start + node);
	if (!isOneSegment(node) || given.origin + given.pathname !== url.href) return undefined;
	const signature = given.searchParams.get('signature');
	if (signature !== null) url.searchParams.set('signature', signature);
	url.searchParams.set('token', token);
	return url.href;
}

/** Whether a node's ID, as it stands in an address, cannot mean another path for anything on the way. */
function isOneSegment(node: string): boolean {
	try {
		const id = decodeURIComponent(node);
		return id !== '' && !/[/\\]|^\.{1,2}$/.test(id) && encodeURIComponent(id) === node;
	} catch {
		return false;
	}
}

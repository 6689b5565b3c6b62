import type { Transfer } from './perform';

/** One column a transfer, as IDs are too long for one row a transfer. */
export function describe(transfers: Transfer[]): string {
	const rows = [
		['', ...transfers.map(({ target }) => `Transfer to ${article(target.kind)}`)],
		['Assigned to', ...transfers.map(({ target }) => target.id)],
		['Bot session', ...transfers.map(({ target }) => target.botSessionId)],
		['Kore answered', ...transfers.map(answered)],
		['Event', ...transfers.map(({ event }) => event?.outcome ?? 'none')],
		['Reason', ...transfers.map(({ event }) => event?.reason ?? '-')],
		['Request ID', ...transfers.map(matches)],
		[
			'Request to event',
			...transfers.map(({ tookMs }) => (tookMs === undefined ? '-' : `${tookMs} ms`)),
		],
	];
	const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
	const line = (row: string[]) =>
		`  ${row.map((cell, column) => cell.padEnd(widths[column])).join('  ')}`.trimEnd();
	const [head, ...body] = rows.map(line);
	const rule = `  ${widths.map((width) => '-'.repeat(width)).join('  ')}`;
	return [head, rule, ...body].join('\n');
}

const article = (kind: 'agent' | 'queue') => (kind === 'agent' ? 'an agent' : 'a queue');

function answered({ request, result, error }: Transfer) {
	if (!request) return 'not asked';
	return `${request.status ?? 'nothing'}, ${result?.outcome ?? error ?? 'refused'}`;
}

function matches({ event, result }: Transfer) {
	if (!event) return '-';
	return event.requestId && event.requestId === result?.requestId ? 'matches' : 'does not match';
}

import { table as markdown } from '../report/table';
import { reasonFor } from './allowed';
import type { Search } from './run';
import type { Finding } from './find';

/**
 * How often each secret was found in each place, in Markdown; what n8n keeps itself is in brackets.
 */
export function table({ sought, places, findings }: Search) {
	const head = ['', 'made', ...places.map(({ name }) => name)];
	const rows = sought.map(({ kind, values }) => [
		kind,
		String(values.length),
		...places.map(({ name }) =>
			cell(findings.filter((one) => one.kind === kind && one.place === name)),
		),
	]);
	const kilobytes = places.map(({ texts }) => {
		const characters = texts.reduce((sum, { text }) => sum + text.length, 0);
		return Math.round(characters / 1024).toLocaleString('en');
	});
	const lines = markdown(head, [...rows, ['searched, KB', '', ...kilobytes]]);
	const reasons = new Set(findings.map(reasonFor).filter((reason) => reason !== undefined));
	const notes = [...reasons].map((reason) => `\nIn brackets: ${reason}.`);
	return [lines, ...notes].join('\n');
}

function cell(findings: Finding[]) {
	const count = (allowed: boolean) =>
		findings
			.filter((finding) => (reasonFor(finding) !== undefined) === allowed)
			.reduce((sum, finding) => sum + finding.count, 0);
	return count(true) > 0 ? `${count(false)} (${count(true)})` : String(count(false));
}

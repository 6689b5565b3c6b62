import type { Line, Transcript } from './record';

const [START, END] = ['<!-- transcripts -->', '<!-- end of transcripts -->'];

/** Of one line; the look-up of a queue fits. */
const MAX_SAID = 700;

/** The page with the transcripts between its marks. */
export function withTranscripts(page: string, transcripts: Transcript[]): string {
	const [start, end] = [page.indexOf(START), page.indexOf(END)];
	if (start < 0 || end < start) throw new Error(`The page has no ${START} … ${END}`);
	return `${page.slice(0, start)}${START}\n\n${describe(transcripts)}\n\n${page.slice(end)}`;
}

/** Those that say the same stand there once, with all the places where they were said. */
function describe(transcripts: Transcript[]): string {
	const byTitle = new Map<string, Map<string, string[]>>();
	for (const { title, where, lines } of transcripts) {
		const places = byTitle.get(title) ?? new Map<string, string[]>();
		byTitle.set(title, places);
		const text = lines.map(toText).join('\n');
		places.set(text, [...(places.get(text) ?? []), where]);
	}
	return [...byTitle]
		.map(([title, places]) =>
			[
				`### ${title}`,
				...[...places].map(
					([text, where]) => `${where.join(' · ')}:\n\n\`\`\`text\n${text}\n\`\`\``,
				),
			].join('\n\n'),
		)
		.join('\n\n');
}

function toText({ who, said }: Line): string {
	const same = withoutChance(said);
	const cut = `${same.slice(0, MAX_SAID)}… (${same.length} characters)`;
	return `${who.padEnd(9)} ${same.length > MAX_SAID ? cut : same}`;
}

/** What differs from run to run: times, requests, ports. */
const withoutChance = (text: string): string =>
	text
		.replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '2026-11-24T09:00:00.000Z')
		.replace(/("requestId":")[^"]+/g, '$11f0d…')
		.replace(/call_[\w-]+/g, 'call_…')
		.replace(/http:\/\/127\.0\.0\.1:\d+/g, 'http://kore.example');

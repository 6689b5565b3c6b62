import { table as markdown } from '../report/table';
import type { Judged } from './verdict';

export const lostByUs = ({ event, wait }: Judged) => event === 'ours' || wait === 'ours';
export const lostByN8n = ({ event, wait }: Judged) => event === 'n8n' || wait === 'n8n';

const COLUMNS: [string, (judged: Judged) => boolean][] = [
	['transfers', () => true],
	['not sent', ({ accepted }) => accepted === 0],
	['accepted by Kore', ({ accepted }) => accepted > 0],
	['answered 200', ({ event }) => event !== 'none'],
	['event through', ({ event }) => event === 'through'],
	['through by Retry', ({ event }) => event === 'retried'],
	['kept, unfinished', ({ event }) => event === 'kept'],
	['waits resumed', ({ wait }) => wait === 'resumed'],
	['broken off by n8n', ({ wait }) => wait === 'brokenOff' || wait === 'stuck'],
	['still waiting, no callback taken', ({ wait }) => wait === 'unreported'],
];

const HEAD = ['mode', 'strike', 'rounds', ...COLUMNS.map(([name]) => name), 'lost', 'sent twice'];

function lost(judged: Judged[]) {
	const [us, n8n] = [lostByUs, lostByN8n].map((by) => judged.filter(by).length);
	return us + n8n === 0 ? '0' : `${us} by us, ${n8n} by n8n`;
}

const strikeOf = ({ round: { phase, victim } }: Judged) =>
	victim === 'postgres' || victim === 'redis' ? `${victim} restarted, ${phase}` : phase;

function rowsOf(mode: string, judged: Judged[]) {
	const names = [...new Set(judged.map(strikeOf))];
	return [...names, 'all'].map((name) => {
		const own = judged.filter((one) => name === 'all' || strikeOf(one) === name);
		const rounds = new Set(own.map(({ round }) => round.number)).size;
		const counts = COLUMNS.map(([, counted]) => own.filter(counted).length);
		const twice = own.filter(({ accepted }) => accepted > 1).length;
		return [mode, name, rounds, ...counts, lost(own), twice];
	});
}

/** @returns Markdown */
export function table(byMode: [string, Judged[]][]): string {
	const rows = byMode.flatMap(([mode, judged]) => rowsOf(mode, judged));
	return markdown(HEAD, rows);
}

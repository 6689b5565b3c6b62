import { FORGERIES } from '../../hostile/tokens';
import { table as markdown } from '../report/table';
import { OTHERS } from './plan';
import { meanOfFifth } from './watch';
import type { Sent } from './load';
import type { Result } from './attack';

const KINDS = [...Object.keys(FORGERIES), ...Object.values(OTHERS)];
/** n8n itself, its caches and its log take some memory; a leak of a few KB for each callback would be more. */
const GROWTH_LIMIT = 1.15;
const HEALTHZ_LIMIT_MS = 1000;

type Answer = Sent['answer'];

const COLUMNS: Record<string, (answer: Answer) => boolean> = {
	401: (answer) => answer === 401,
	'4xx other': (answer) => Number(answer) >= 400 && Number(answer) < 500 && answer !== 401,
	'5xx': (answer) => Number(answer) >= 500,
	200: (answer) => answer === 200,
	dropped: (answer) => answer === 'dropped',
	hung: (answer) => answer === 'hung',
};

/** Markdown: what became of each kind. */
export function table({ sent, started, waiting }: Result) {
	const executions = { ...started, ...executionsOfWaiting(waiting) };
	const row = (kind: string, own: Sent[]) => [
		kind,
		own.length,
		...Object.values(COLUMNS).map((has) => own.filter(({ answer }) => has(answer)).length),
	];
	const rows = KINDS.map((kind) => [
		...row(
			kind,
			sent.filter((one) => one.kind === kind),
		),
		executions[kind] ?? 0,
	]);
	const all = Object.values(executions).reduce((sum, count) => sum + count, 0);
	const head = ['kind', 'tried', ...Object.keys(COLUMNS), 'executions'];
	return markdown(head, [...rows, [...row('**all**', sent), all]]);
}

/** Whatever ended the wait too early was one of these. */
const executionsOfWaiting = ({ before, outcome }: Result['waiting']) => ({
	[OTHERS.waiting]: before === 'waiting' ? 0 : 1,
	[OTHERS.own]: before === 'waiting' && outcome === 'transferred' ? 1 : 0,
});

/** What is to hold, and whether it does. */
export function judge({ sent, started, accepted, waiting, seen, leakedInAnswers, log }: Result) {
	const total = Object.values(started).reduce((sum, count) => sum + count, 0);
	const genuine = sent.filter(({ kind }) => kind === OTHERS.genuine);
	const forged = Object.keys(FORGERIES).filter((kind) => started[kind]);
	const hung = sent.filter(({ answer }) => answer === 'hung');
	const unsure = sent.filter(
		({ kind, answer }) =>
			kind === OTHERS.strange && (answer === 'dropped' || Number(answer) >= 500),
	).length;
	// n8n reads a body before the node is called, with one XML parser for all: after an entity it does not know, it never calls back.
	const ofXml = hung.filter(({ body }) => body?.startsWith('XML'));
	const slowest = Math.max(...seen.answeredMs);
	const slow = seen.answeredMs.filter((ms) => ms > HEALTHZ_LIMIT_MS).length;
	const [early, late] = [1, 4].map((fifth) => meanOfFifth(seen.rssMb, fifth));
	return [
		{
			what: `executions: ${total}, genuine callbacks answered 200: ${accepted}; by forged ones: ${forged.join(', ') || 'none'}`,
			// One that was answered with 5xx, or that we dropped, may have been taken before.
			holds: total >= accepted && total <= accepted + unsure && forged.length === 0,
		},
		{
			what: `genuine callbacks taken: ${genuine.filter(({ answer }) => answer === 200).length} of ${genuine.length}`,
			holds: genuine.every(({ answer }) => answer === 200),
		},
		{
			what: `the waiting execution: ${waiting.before} before its own callback, ${waiting.outcome} after it`,
			holds: waiting.before === 'waiting' && waiting.outcome === 'transferred',
		},
		{
			what: `neither answered nor closed: ${hung.length}, of which n8n's own XML parser never ended: ${ofXml.length}`,
			holds: hung.length === ofXml.length,
		},
		{
			what: `secrets in answers: ${leakedInAnswers.length}, in ${log.lines} lines of n8n's debug log: ${log.found.length}`,
			holds: leakedInAnswers.length === 0 && log.found.length === 0 && log.lines > 0,
		},
		{
			what: `/healthz: asked ${seen.answeredMs.length} times, slowest ${slowest.toFixed()} ms, over ${HEALTHZ_LIMIT_MS} ms: ${slow}`,
			holds: slow === 0,
		},
		{
			what: `n8n's memory, second fifth: ${early.toFixed()} MB, last: ${late.toFixed()} MB`,
			holds: late < early * GROWTH_LIMIT,
		},
	];
}

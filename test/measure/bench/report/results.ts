import {
	aboveIdleMb,
	figureOf,
	fixed,
	of,
	ratio,
	seconds,
	write,
	type Round,
} from '../../report/statistics';
import { table } from '../../report/table';
import { verdicts } from './verdicts';
import type { Figures, Section } from './store';

const NAMES: Record<string, string> = {
	ours: '**Kore AgentAssist**',
	http: 'HTTP Request',
	probe: 'probe (the limit which n8n sets)',
	axios: 'axios without n8n',
	nothing: 'No Operation (n8n alone)',
	accepted: '**Kore AgentAssist Trigger**, accepted',
	filtered: '**Kore AgentAssist Trigger**, filtered',
	forged: '**Kore AgentAssist Trigger**, forged',
	webhook: 'Webhook',
	probeStarts: 'probe: a trigger that checks nothing',
	probeRefuses: 'probe: a trigger that refuses everything',
};

const SHAPES: Record<string, string> = {
	bulk: 'the session is an expression, the rest is fixed',
	expressions: 'everything is an expression: three of ours, two of the HTTP Request node',
};

/** @returns by the number of items */
const sections = (figures: Figures, kind: string): [number, Section][] =>
	Object.entries(figures)
		.filter(([key]) => key.startsWith(`${kind} `))
		.map(([key, section]): [number, Section] => [Number(key.split(' ')[1]), section])
		.sort(([a], [b]) => a - b);

/** @param name how many times as fast ours is */
const faster = (rounds: Round[], name: string) =>
	name === 'ours' || name === 'nothing'
		? ''
		: write(
				ratio(
					rounds,
					(round) => figureOf(round, name, 'nodeMs') / figureOf(round, 'ours', 'nodeMs'),
				),
				fixed(2),
			);

const contendersOf = ([round]: Round[]) => Object.keys(NAMES).filter((name) => name in round);

const sendingTables = (figures: Figures, shape: string) =>
	sections(figures, shape).map(([count, { rounds, machine }]) => {
		const rows = contendersOf(rounds).map((name) => [
			NAMES[name],
			write(of(rounds, name, 'nodeMs'), seconds),
			faster(rounds, name),
			name === 'axios' ? '' : write(of(rounds, name, 'workflowMs'), seconds),
			name === 'nothing' ? '' : write(of(rounds, name, 'opened'), fixed(0)),
			name === 'nothing' ? '' : write(of(rounds, name, 'mostOpen'), fixed(0)),
		]);
		const perItem = of(rounds, 'nothing', 'workflowMs').median / count;
		return [
			`### ${count.toLocaleString('en')} ${count === 1 ? 'item' : 'items'}`,
			`${rounds.length} rounds, ${machine.date}.`,
			table(
				['', 'node', 'ours is … times as fast', 'whole workflow', 'connections', 'most at once'],
				rows,
			),
			`n8n alone, without any node that sends: ${fixed(2)(perItem)} ms an item for the whole workflow.`,
		].join('\n\n');
	});

const HEAPS: Record<string, string> = {
	fresh: 'Sending, each in a freshly started n8n: memory of its process',
	small: 'The same with a heap limit of 1 GB (NODE_OPTIONS=--max-old-space-size=1024)',
};

const memoryTables = (figures: Figures, heap: string) =>
	sections(figures, heap).map(([count, { rounds, machine }]) => {
		const rows = contendersOf(rounds).map((name) => {
			const cells = [NAMES[name], write(of(rounds, name, 'nodeMs'), seconds), faster(rounds, name)];
			if (rounds[0][name].idleMb === undefined) return [...cells, '', '', '', ''];
			return [
				...cells,
				write(of(rounds, name, 'idleMb'), fixed(0)),
				write(of(rounds, name, 'peakMb'), fixed(0)),
				write(
					ratio(rounds, (round) => aboveIdleMb(round, name)),
					fixed(0),
				),
				write(of(rounds, name, 'mostOpen'), fixed(0)),
			];
		});
		const head = ['', 'node', 'ours is … times as fast', 'idle MB', 'peak MB', 'above idle MB'];
		const failures = rounds.reduce((sum, { http }) => sum + (http.failures ?? 0), 0);
		return [
			`### ${count.toLocaleString('en')} items`,
			`${rounds.length} rounds, ${machine.date}. Runs of the HTTP Request node in which n8n failed, repeated: ${failures}.`,
			table([...head, 'most connections at once'], rows),
		].join('\n\n');
	});

function triggerTable({ rounds, machine }: Section) {
	const rows = contendersOf(rounds).map((name) => [
		NAMES[name],
		write(of(rounds, name, 'answered'), fixed(1)),
		write(
			ratio(
				rounds,
				(round) => figureOf(round, name, 'answered') / figureOf(round, 'webhook', 'answered'),
			),
			fixed(2),
		),
		rounds[0][name].finished ? write(of(rounds, name, 'finished'), fixed(1)) : '',
	]);
	const head = ['', 'answered a second', 'to the Webhook node', 'executions finished a second'];
	return [`${rounds.length} rounds, ${machine.date}.`, table(head, rows)].join('\n\n');
}

/** @returns Markdown */
export function results(figures: Figures): string {
	const { date, ...machine } = (Object.values(figures).at(-1) as Section).machine;
	const facts = Object.entries({ ...machine, memoryGb: `${machine.memoryGb} GB` });
	return `${[
		'# Results',
		'Written by `npm run bench`; what is measured and how to read it: [README](README.md). Medians of alternating rounds, in brackets the extremes. Ratios are those of the two runs of each round.',
		'![Node time, memory and callbacks a second](results.svg)',
		verdicts(figures),
		table(
			['Machine', ''],
			facts.map(([name, value]) => [name.replace('Gb', ''), String(value)]),
		),
		...Object.entries(SHAPES).flatMap(([shape, meaning]) => {
			const tables = sendingTables(figures, shape);
			return tables.length > 0 ? [`## Sending: ${meaning}`, ...tables] : [];
		}),
		...Object.entries(HEAPS).flatMap(([heap, meaning]) => {
			const tables = memoryTables(figures, heap);
			return tables.length > 0 ? [`## ${meaning}`, ...tables] : [];
		}),
		...(figures.trigger
			? ['## Callbacks, over 20 connections', triggerTable(figures.trigger)]
			: []),
		...(figures.lazy
			? ['## Callbacks, with N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE=true', triggerTable(figures.lazy)]
			: []),
	].join('\n\n')}\n`;
}

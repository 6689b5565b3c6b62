import { aboveIdleMb, fixed, of, ratio, type Round, type Spread } from '../../report/statistics';
import { panel, svg } from '../../report/svg';
import type { Figures } from './store';

interface Bar {
	label: string;
	value: Spread;
	ours?: boolean;
}

interface Panel {
	title: string;
	hint: string;
	bars: Bar[];
	format: (value: number) => string;
}

const WIDTH = 420;
const LABEL = 140;
const LENGTH = 210;
const ROW = 26;
const TOP = 56;
const BOTTOM = 24;

const LABELS: Record<string, string> = {
	ours: 'Kore AgentAssist',
	http: 'HTTP Request',
	probe: 'probe',
	axios: 'axios, no n8n',
	nothing: 'No Operation',
	accepted: 'ours, accepted',
	filtered: 'ours, filtered',
	forged: 'ours, forged',
	webhook: 'Webhook',
	probeStarts: 'probe, starts',
	probeRefuses: 'probe, refuses',
};
const OURS = ['ours', 'accepted', 'filtered', 'forged'];

const barsOf = ([round]: Round[], names: string[], value: (name: string) => Spread): Bar[] =>
	names
		.filter((name) => name in round)
		.map((name) => ({ label: LABELS[name], value: value(name), ours: OURS.includes(name) }));

function timePanel(figures: Figures, shape: string, meaning: string): Panel | undefined {
	const rounds = figures[`${shape} 1000`]?.rounds;
	return (
		rounds && {
			title: `1,000 items, ${meaning}`,
			hint: 'seconds of the node: less is better',
			bars: barsOf(rounds, ['ours', 'http', 'probe', 'axios'], (name) =>
				of(rounds, name, 'nodeMs'),
			),
			format: (ms) => fixed(2)(ms / 1000),
		}
	);
}

function memoryPanel(figures: Figures, heap: string, meaning: string): Panel | undefined {
	const rounds = figures[`${heap} 5000`]?.rounds;
	if (rounds?.[0].ours.idleMb === undefined) return undefined;
	const above = (name: string) => ratio(rounds, (round) => aboveIdleMb(round, name));
	return {
		title: `5,000 items, memory, ${meaning}`,
		hint: 'MB above idle at the peak: less is better',
		bars: barsOf(rounds, ['ours', 'http', 'probe', 'nothing'], above),
		format: fixed(0),
	};
}

function triggerPanel(figures: Figures, setting: string, meaning: string): Panel | undefined {
	const rounds = figures[setting]?.rounds;
	return (
		rounds && {
			title: `Callbacks, ${meaning}`,
			hint: 'answered a second: more is better',
			bars: barsOf(
				rounds,
				['accepted', 'probeStarts', 'webhook', 'filtered', 'forged', 'probeRefuses'],
				(name) => of(rounds, name, 'answered'),
			),
			format: fixed(0),
		}
	);
}

/** @param panels side by side */
const heightOf = (panels: Panel[]) =>
	TOP + Math.max(...panels.map(({ bars }) => bars.length)) * ROW + BOTTOM;

function drawPanel({ title, hint, bars, format }: Panel, x: number, y: number) {
	const most = Math.max(...bars.map(({ value }) => value.most));
	const scale = (value: number) => (value / most) * LENGTH;
	const rows = bars.map(({ label, value, ours }, row) => {
		const top = TOP + row * ROW;
		const [from, middle, to] = [value.least, value.median, value.most].map(scale);
		return `
		<text x="${LABEL - 8}" y="${top + 13}" text-anchor="end"${ours ? ' font-weight="bold"' : ''}>${label}</text>
		<rect x="${LABEL}" y="${top}" width="${middle.toFixed(1)}" height="18" fill="${ours ? '#2563eb' : '#9ca3af'}"/>
		<path d="M${(LABEL + from).toFixed(1)} ${top + 9}H${(LABEL + to).toFixed(1)}" stroke="#111827" stroke-width="1.5"/>
		<text x="${(LABEL + to + 6).toFixed(1)}" y="${top + 13}">${format(value.median)}</text>`;
	});
	return panel(x, y, title, hint, rows.join(''));
}

/** @returns SVG: bars of the medians, lines from extreme to extreme */
export function plot(figures: Figures): string {
	const panels = [
		timePanel(figures, 'bulk', 'bulk'),
		timePanel(figures, 'expressions', 'all expressions'),
		memoryPanel(figures, 'fresh', 'n8n as it is'),
		memoryPanel(figures, 'small', 'heap limit 1 GB'),
		triggerPanel(figures, 'trigger', 'n8n as it is'),
		triggerPanel(figures, 'lazy', 'sandboxes on demand'),
	].filter((panel) => panel !== undefined);
	const width = WIDTH * 2;
	let height = 0;
	const drawn: string[] = [];
	for (let index = 0; index < panels.length; index += 2) {
		const row = panels.slice(index, index + 2);
		drawn.push(...row.map((panel, column) => drawPanel(panel, column * WIDTH, height)));
		height += heightOf(row);
	}
	return svg(width, height, drawn);
}

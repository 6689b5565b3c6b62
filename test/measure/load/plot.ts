import { fixed } from '../report/statistics';
import { panel, svg } from '../report/svg';
import type { Sample } from './sampler';

interface Panel {
	title: string;
	hint: string;
	value: (sample: Sample) => number;
}

const WIDTH = 840;
const HEIGHT = 158;
const LEFT = 60;
const TOP = 54;
const BOTTOM = 26;
const LENGTH = WIDTH - LEFT - 30;
const RISE = HEIGHT - TOP - BOTTOM;

const PANELS: Panel[] = [
	{ title: 'Memory', hint: "MB, resident, n8n's main process", value: ({ rssMb }) => rssMb },
	{
		title: "Answer of n8n's event loop",
		hint: 'ms, the slowest of /healthz in five seconds',
		value: ({ answerMs }) => answerMs,
	},
	{
		title: 'Processor',
		hint: "% of one core, n8n's main process",
		value: ({ cpuPercent }) => cpuPercent,
	},
	{ title: 'Transfers on their way', hint: 'not over yet', value: ({ open }) => open },
	{ title: 'Database', hint: 'MB, every execution is kept', value: ({ databaseMb }) => databaseMb },
];

function drawPanel({ title, hint, value }: Panel, samples: Sample[], y: number) {
	const end = samples[samples.length - 1].seconds;
	const values = samples.map(value);
	const most = Math.max(...values, 1);
	const points = samples.map(({ seconds }, index) => {
		const x = LEFT + (seconds / end) * LENGTH;
		return `${x.toFixed(1)},${(TOP + RISE - (values[index] / most) * RISE).toFixed(1)}`;
	});
	const marks = [0, 0.25, 0.5, 0.75, 1].map(
		(part) =>
			`<text x="${LEFT + part * LENGTH}" y="${TOP + RISE + 18}" text-anchor="middle" fill="#4b5563">${fixed(1)((part * end) / 60)}</text>`,
	);
	return panel(
		0,
		y,
		title,
		hint,
		`
		<path d="M${LEFT} ${TOP}V${TOP + RISE}H${LEFT + LENGTH}" fill="none" stroke="#9ca3af"/>
		<text x="${LEFT - 6}" y="${TOP + 6}" text-anchor="end">${fixed(0)(most)}</text>
		<text x="${LEFT - 6}" y="${TOP + RISE}" text-anchor="end">0</text>
		<polyline points="${points.join(' ')}" fill="none" stroke="#2563eb" stroke-width="1.5"/>
		${marks.join('')}`,
	);
}

/** @returns SVG: one panel under the other, over the minutes */
export function plot(samples: Sample[], title: string): string {
	const height = 40 + PANELS.length * HEIGHT;
	const panels = PANELS.map((one, index) => drawPanel(one, samples, 40 + index * HEIGHT));
	const head = `	<text x="16" y="26" font-size="15" font-weight="bold">${title}</text>`;
	return svg(WIDTH, height, [head, ...panels]);
}

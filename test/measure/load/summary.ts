import { fixed, spread } from '../report/statistics';
import { table } from '../report/table';
import { machine } from '../report/machine';
import type { Sample } from './sampler';
import type { Line } from './account';

const median = (values: number[]) => spread(values).median;

/** A part of the samples, the first quarter being 0. */
const quarterOf = (samples: Sample[], quarter: number) =>
	samples.slice(
		Math.floor((samples.length * quarter) / 4),
		Math.ceil((samples.length * (quarter + 1)) / 4),
	);

/** @returns Markdown */
export function summary({
	capacity,
	offered,
	minutes,
	lines,
	samples,
}: {
	/** Transfers a second */
	capacity: number;
	offered: number;
	minutes: number;
	lines: Line[];
	samples: Sample[];
}): string {
	const { n8n, cpu, cores, memoryGb, date } = machine();
	const rows = lines.map(({ what, expected, found }) => [what, whole(expected), whole(found)]);
	const rss = (quarter: number) =>
		fixed(0)(median(quarterOf(samples, quarter).map(({ rssMb }) => rssMb)));
	const answers = samples.map(({ answerMs }) => answerMs).sort((a, b) => a - b);
	const { databaseMb } = samples[samples.length - 1];
	return `
${date}, n8n ${n8n}; ${cpu}, ${cores} cores for all of it, ${memoryGb} GB.

The most the machine holds: ${fixed(1)(capacity)} transfers a second with their callbacks, repeats and forgeries. Offered for ${fixed(1)(minutes)} minutes: ${fixed(1)(offered)} a second.

${table(['', 'expected', 'found'], rows)}

${table(
	["n8n's main process", ''],
	[
		['memory, MB, median of each quarter of the time', [0, 1, 2, 3].map(rss).join(', ')],
		[
			'slowest answer of /healthz in five seconds, ms',
			`median ${whole(median(answers))}, most ${whole(answers[answers.length - 1])}`,
		],
		['processor, % of a core, median', whole(median(samples.map(({ cpuPercent }) => cpuPercent)))],
		['database at the end, MB', whole(databaseMb)],
	],
)}
`;
}

const whole = fixed(0);

import { aboveIdleMb, figureOf, fixed, ratio, write, type Round } from '../../report/statistics';
import type { Figures } from './store';

type Quotient = (round: Round) => number;

/** What the package is to reach. */
interface Target {
	/** Of the figures. */
	section: string;
	what: string;
	quotient: Quotient;
	least?: number;
	most?: number;
	digits?: number;
}

const fasterThan =
	(name: string): Quotient =>
	(round) =>
		figureOf(round, name, 'nodeMs') / figureOf(round, 'ours', 'nodeMs');

const memory: Quotient = (round) => aboveIdleMb(round, 'ours') / aboveIdleMb(round, 'http');

const toWebhook =
	(name: string): Quotient =>
	(round) =>
		figureOf(round, name, 'answered') / figureOf(round, 'webhook', 'answered');

const TARGETS: Target[] = [
	{
		section: 'bulk 1000',
		what: '1,000 items in bulk: speed to the HTTP Request node',
		quotient: fasterThan('http'),
		least: 1,
	},
	{
		section: 'expressions 1000',
		what: '1,000 items, everything an expression: speed to the HTTP Request node',
		quotient: fasterThan('http'),
		least: 0.8,
	},
	{
		section: 'bulk 1000',
		what: '1,000 items in bulk: speed to the probe',
		quotient: fasterThan('probe'),
		least: 0.95,
	},
	{
		section: 'expressions 1000',
		what: '1,000 items, everything an expression: speed to the probe',
		quotient: fasterThan('probe'),
		least: 0.95,
	},
	{
		section: 'fresh 5000',
		what: '5,000 items: memory above idle, to that of the HTTP Request node',
		quotient: memory,
		most: 0.5,
	},
	{
		section: 'small 5000',
		what: 'the same, with a heap limit as on a machine with 2 GB',
		quotient: memory,
		most: 0.5,
	},
	{
		section: 'fresh 5000',
		what: '5,000 items: most connections at once, with a concurrency of 100',
		quotient: (round) => figureOf(round, 'ours', 'mostOpen'),
		most: 100,
		digits: 0,
	},
	{
		section: 'trigger',
		what: 'forged callbacks refused, to executions that the Webhook node starts',
		quotient: toWebhook('forged'),
		least: 5,
		digits: 1,
	},
	{
		section: 'trigger',
		what: 'accepted callbacks, to executions that the Webhook node starts',
		quotient: toWebhook('accepted'),
		least: 0.95,
	},
	{
		section: 'lazy',
		what: 'the same, with N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: forged',
		quotient: toWebhook('forged'),
		least: 5,
		digits: 1,
	},
	{
		section: 'lazy',
		what: 'the same, with N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: accepted',
		quotient: toWebhook('accepted'),
		least: 0.95,
	},
];

/** @returns Markdown */
export function verdicts(figures: Figures): string {
	const rows = TARGETS.filter(({ section }) => figures[section]).map(
		({ section, what, quotient, least = -Infinity, most = Infinity, digits = 2 }) => {
			const found = ratio(figures[section].rounds, quotient);
			const reached = found.median >= least && found.median <= most;
			const wanted = most === Infinity ? `at least ${least}` : `at most ${most}`;
			return `| ${what} | ${wanted} | ${write(found, fixed(digits))} | ${reached ? 'yes' : '**no**'} |`;
		},
	);
	return ['| Aim | wanted | measured | reached |', '|---|---|---|---|', ...rows].join('\n');
}

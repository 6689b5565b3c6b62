import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { isKnownName } from './mask/fieldNames';

interface Node {
	name: string;
	type: string;
	parameters: { resource?: string; operation?: string; jsCode?: string };
}

const ROOT = join(__dirname, '../..');
const { nodes } = JSON.parse(
	readFileSync(join(ROOT, 'examples/live-check/live-check.json'), 'utf8'),
) as { nodes: Node[] };
const kore = nodes.filter(({ type }) => type.endsWith('.koreAgentAssist'));
const code = nodes.find(({ parameters }) => parameters.jsCode)?.parameters.jsCode ?? '';

type Output = Array<{ json: Record<string, unknown> }>;

/** What the workflow's Code node makes of what the nodes gave out. */
function reportOf(outputs: Record<string, Array<Record<string, unknown>>>): string {
	const $ = (name: string) => ({ all: () => (outputs[name] ?? [{}]).map((json) => ({ json })) });
	// eslint-disable-next-line @typescript-eslint/no-implied-eval -- it is the product's own file
	const run = new Function('$', code) as (from: typeof $) => Output;
	return String(run($)[0].json.report);
}

it('looks everything up that the node can, and assigns nothing', () => {
	const made = kore.map(({ parameters }) => `${parameters.resource} ${parameters.operation}`);
	expect([...new Set(made)].sort()).toEqual([
		'agent get',
		'agent getAll',
		'agent getAvailability',
		'conversation get',
		'conversation getAll',
		'queue get',
		'queue getAll',
		'queue getHours',
		'queue getStatistics',
	]);
});

it('the report has each of its nodes, with names of fields and kinds of values', () => {
	const report = reportOf({ Queues: [{ id: 'qu-1-2', isActive: true, limit: 3, agents: [] }] });
	for (const { name } of kore) expect(report).toContain(`## ${name}: `);
	expect(report).toContain(
		'## Queues: 1 items\n- `id`: ID qu-…\n- `isActive`: true\n- `limit`: number\n- `agents`: empty array',
	);
});

it('knows the names of fields that npm run live knows', () => {
	const [, names = ''] = /KNOWN = new Set\(`([^`]+)`/.exec(code) ?? [];
	expect(names.split(' ').length).toBeGreaterThan(100);
	for (const name of names.split(' ')) expect(isKnownName(name)).toBe(true);
});

it('a node that failed is told with the status, and without its message', () => {
	const details = { httpCode: '401' };
	const report = reportOf({ Hours: [{ error: 'Zeisigq', message: 'Zeisigq', details }] });
	expect(report).toContain('## Hours: failed, HTTP 401');
	expect(report).not.toContain('Zeisigq');
	expect(reportOf({ Hours: [{ error: 'Zeisigq' }] })).toContain('## Hours: failed, no status');
});

it('nobody is named', () => {
	const name = 'Wiebke Zeisigq';
	const rows = [{ id: 'a-zeisigq-1', firstName: name, wiebke: 1, isZeisigq: { [name]: name } }];
	const report = reportOf({ Agents: rows, Hours: [{ status: name, timezone: 'Europe/Zeisigq' }] });
	expect(report).toContain('- `firstName`: text');
	expect(report).not.toMatch(/zeisigq|wiebke/i);
});

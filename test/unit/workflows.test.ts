import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');
const read = (...file: string[]) => readFileSync(join(ROOT, ...file), 'utf8');
const all = (text: string, pattern: RegExp) =>
	[...text.matchAll(pattern)].map(([, found]) => found);

const { scripts, version } = JSON.parse(read('package.json')) as {
	scripts: Record<string, string>;
	version: string;
};
const WORKFLOWS = '.github/workflows';
const workflows = readdirSync(join(ROOT, WORKFLOWS)).map((name) => read(WORKFLOWS, name));

// A tag can be moved to other code, a digest cannot; Dependabot reads the version from the comment.
it('workflows pin each action by its digest', () => {
	const used = workflows.flatMap((text) => all(text, /uses:\s*(.+)/g));
	expect(used.length).toBeGreaterThan(0);
	for (const action of used)
		expect(action).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
});

it('workflows and .ci/run call scripts that there are', () => {
	const called = [...workflows, read('.ci/run')].flatMap((text) => all(text, /npm run ([\w:]+)/g));
	expect(called.length).toBeGreaterThan(0);
	expect(Object.keys(scripts)).toEqual(expect.arrayContaining(called));
});

it('the version of package.json stands in the changelog, with its day', () => {
	const headings = all(read('CHANGELOG.md'), /^## (.+) \(\d{4}-\d\d-\d\d\)$/gm);
	expect(headings).toContain(version);
});

it('CI tests each Node and system that is promised, and runs all that must hold', () => {
	const ci = read(WORKFLOWS, 'ci.yml');
	expect(ci).toContain('node: [20, 22, 24]');
	const systems = ['ubuntu', 'windows', 'macos'].map((system) => `${system}-latest`);
	for (const system of systems) expect(ci).toMatch(new RegExp(`os: \\[?${system}`));
	expect(ci).toMatch(/run: \.ci\/run$/m);
});

it('a version is published with provenance and without a stored token, and scanned afterwards', () => {
	const publish = read(WORKFLOWS, 'publish.yml');
	const [, steps, scan] = publish.split(/^ {2}(?:publish|scan):$/m);
	expect(steps).toContain('id-token: write');
	expect(all(steps, /run: (npm run .+|npm test)$/gm)).toEqual([
		'npm run scan',
		'npm test',
		'npm run release',
	]);
	expect(publish).not.toMatch(/secrets\.|NODE_AUTH_TOKEN/);
	expect(scan).toMatch(/needs: publish[\s\S]+scan-community-package "\$package"/);
});

it('Dependabot comes weekly, with one pull request for each kind', () => {
	const [, ...kinds] = read('.github', 'dependabot.yml').split('package-ecosystem: ');
	expect(kinds.map((kind) => kind.split('\n')[0])).toEqual(['npm', 'github-actions']);
	for (const kind of kinds)
		expect(kind).toMatch(/interval: weekly\s+groups:\s+\w+:\s+patterns: \['\*'\]/);
});

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

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { ASSUMPTIONS } from './assumptions';

const ROOT = join(__dirname, '../..');
const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');

it('docs/kore-api.md has each assumption, with the same number, section and words', () => {
	const rows = [...read('docs/kore-api.md').matchAll(/^\| (A\d+) \| ([^|]+) \| (.+) \|$/gm)];
	const listed = rows.map(([, id, section, says]) => ({ id, section, says }));
	expect(listed).toEqual(ASSUMPTIONS.map(({ id, section, says }) => ({ id, section, says })));
});

it('each names a section that there is', () => {
	const headings = [...read('docs/kore-api.md').matchAll(/^##+ (\d[\d.]*(?: and [\d.]+)?)/gm)];
	const sections = headings.map(([, number]) => number.replace(/\.$/, ''));
	for (const { section } of ASSUMPTIONS) expect(sections).toContain(section);
});

it('the numbers have no gap', () => {
	expect(ASSUMPTIONS.map(({ id }) => id)).toEqual(ASSUMPTIONS.map((_, at) => `A${at + 1}`));
});

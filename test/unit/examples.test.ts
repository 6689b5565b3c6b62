import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { IWorkflowBase } from 'n8n-workflow';

const FOLDER = join(__dirname, '../../examples');
const read = (file: string) => readFileSync(join(FOLDER, file), 'utf8');
const files = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' }).filter((file) =>
	file.endsWith('.json'),
);

// What they do is played in test/e2e; this is what whoever imports one is to find, and not to find.
describe.each(files)('%s', (file) => {
	const { nodes, pinData = {} } = JSON.parse(read(file)) as IWorkflowBase;

	it('says on a sticky note what it is, and what to set', () => {
		const notes = nodes.filter(({ type }) => type === 'n8n-nodes-base.stickyNote');
		const texts = notes.map(({ parameters: { content } }) => content as string);
		expect(texts.join('').length).toBeGreaterThan(80);
	});

	it('stands in the list of examples, with a picture if it has a page of its own', () => {
		const page = join(dirname(file), 'README.md');
		const isListed = read('README.md').includes(`](${file})`);
		if (!existsSync(join(FOLDER, page))) return expect(isListed).toBe(true);
		expect(read('README.md')).toContain(`](${dirname(file)})`);
		expect(read(page)).toContain('](canvas.png)');
	});

	it('holds no data of whoever made it', () => {
		expect(pinData).toEqual({});
		const chosen = nodes.flatMap(({ credentials }) => Object.values(credentials ?? {}));
		expect(chosen.filter(({ id }) => id !== null)).toEqual([]);
	});
});

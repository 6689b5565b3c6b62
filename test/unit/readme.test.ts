import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

const ROOT = join(__dirname, '../..');
const LONGEST_README = 250;
const FOREIGN = ['node_modules', 'dist', '.git'];

const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');

const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };

const pages = readdirSync(ROOT, { withFileTypes: true })
	.filter(({ name }) => !FOREIGN.includes(name))
	.flatMap((entry) =>
		entry.isDirectory()
			? readdirSync(join(ROOT, entry.name), { recursive: true, encoding: 'utf8' }).map((file) =>
					join(entry.name, file),
				)
			: entry.name,
	)
	.filter((file) => file.endsWith('.md'));

/** As GitHub names the place of a heading. */
const slug = (heading: string) =>
	heading
		.toLowerCase()
		.replace(/[^\p{L}\p{N}\s_-]/gu, '')
		.trim()
		.replace(/\s/g, '-');

const headings = (page: string) =>
	[...read(page).matchAll(/^#+ (.+)$/gm)].map(([, heading]) => slug(heading));

const linksOf = (page: string) => {
	const text = read(page).replace(/```[\s\S]*?```/g, '');
	const links = [...text.matchAll(/\]\(([^)\s]+)\)|(?:src|srcset|href)="([^"\s]+)"/g)];
	return links.map(([, link, attribute]) => link ?? attribute);
};

it('docs/messages.md lists every message', () => {
	const listed = read('docs/messages.md');
	const source = ['answerRules', 'networkRules']
		.map((name) => read(`nodes/shared/kore/failures/${name}.ts`))
		.join('\n');
	const said = [
		...source.matchAll(/message: (["'`])(.+?)\1,/g),
		...source.matchAll(/^\t+(["'`])((?:The|No|Kore) .+?)\1,/gm),
	];
	const messages = said.map(([, , text]) => text);
	expect(messages.length).toBeGreaterThan(15);
	for (const message of messages) {
		expect(listed).toContain(message.replace('{scope}', 'Routing').split('{')[0].trim());
	}
});

const sources = readdirSync(join(ROOT, 'nodes'), { recursive: true, encoding: 'utf8' })
	.filter((file) => file.endsWith('.ts'))
	.map((file) => read(join('nodes', file)));

/** The longest part of a message that is always the same, as people search for it; a field's name is not. */
const fixedPart = (message: string) =>
	message
		.split(/\$?\{[^}]*\}+|'[^']*'|[:,(]/)
		.map((part) => part.trim())
		.sort((one, other) => other.length - one.length)[0];

it('docs/messages.md lists every message about a value, by the words that one searches for', () => {
	const listed = read('docs/messages.md').replaceAll('**', '');
	const messages = sources.flatMap((source) => [
		...[...source.matchAll(/new UserError\(\s*(["'`])(.+?)\1,/g)].map(([, , text]) => text),
		...[...source.matchAll(/message: (["'`])(.+?)\1,\s+description/g)].map(([, , text]) => text),
	]);
	expect(messages.length).toBeGreaterThan(50);
	const fieldsOf = (message: string) => message.match(/'[A-Z][^'$]+'/g) ?? [];
	const unlisted = messages.filter((message) => {
		// Put together of others.
		if (/^\$?\{/.test(message) && !/\w{4} \w/.test(fixedPart(message))) return false;
		// The row of the credential names the field, not what is wrong with it.
		const isOneField = / in the credential |^\S+ is \$\{|^'[^']+' is \$\{/.test(message);
		return !(isOneField
			? fieldsOf(message).every((field) => listed.includes(field))
			: listed.includes(fixedPart(message)));
	});
	expect(unlisted).toEqual([]);
});

it('README is short enough to be read', () => {
	expect(read('README.md').split('\n').length).toBeLessThanOrEqual(LONGEST_README);
});

it.each(pages)('%s links to what is there', (page) => {
	const missing = linksOf(page).filter((link) => {
		if (/^(https?|mailto):/.test(link)) return false;
		const [target, anchor] = link.split('#');
		const file = target ? relative(ROOT, join(ROOT, dirname(page), target)) : page;
		if (!existsSync(join(ROOT, file))) return true;
		return anchor !== undefined && !headings(file).includes(anchor);
	});
	expect(missing).toEqual([]);
});

it.each(pages)('%s names only commands that are there', (page) => {
	const named = [...read(page).matchAll(/npm run ([\w:-]+)|npm (start|test)\b/g)];
	const unknown = named.map(([, run, own]) => run ?? own).filter((name) => !(name in scripts));
	expect(unknown).toEqual([]);
});

// What .ci/run leaves to a test.
const BY_A_TEST: Record<string, string> = {
	simulator: 'test/unit/simulator/cli.test.ts',
	live: 'test/live/cli.test.ts',
	start: 'test/e2e/demo/start.e2e.ts',
};

it('README has no command that CI does not run', () => {
	const ci = read('.ci/run');
	const named = [...read('README.md').matchAll(/npm (?:run )?(test|start|(?<=run )[\w:-]+)/g)];
	const untried = named
		.map(([, name]) => name)
		.filter((name) => !new RegExp(`npm (run )?${name}( |$)`, 'm').test(ci))
		.filter((name) => !(name in BY_A_TEST && existsSync(join(ROOT, BY_A_TEST[name]))));
	expect(untried).toEqual([]);
});

it.each([
	'nodes/KoreAgentAssist/KoreAgentAssist.node.json',
	'nodes/KoreAgentAssistTrigger/KoreAgentAssistTrigger.node.json',
	'credentials/KoreAgentAssistApi.credentials.ts',
])('%s leads to a heading of README', (file) => {
	const anchors = [...read(file).matchAll(/n8n-nodes-kore-agentassist#([\w-]+)/g)];
	expect(anchors.length).toBeGreaterThan(0);
	// GitHub's own place, of the whole page.
	const there = ['readme', ...headings('README.md')];
	for (const [, anchor] of anchors) expect(there).toContain(anchor);
});

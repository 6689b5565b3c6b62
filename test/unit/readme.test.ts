import { readFileSync } from 'node:fs';
import { join } from 'node:path';

it('the README lists every message', () => {
	const readme = readFileSync(join(__dirname, '../../README.md'), 'utf8');
	const source = ['answerRules', 'networkRules']
		.map((name) =>
			readFileSync(join(__dirname, `../../nodes/shared/kore/failures/${name}.ts`), 'utf8'),
		)
		.join('\n');
	const said = [
		...source.matchAll(/message: (["'`])(.+?)\1,/g),
		...source.matchAll(/^\t+(["'`])((?:The|No|Kore) .+?)\1,/gm),
	];
	const messages = said.map(([, , text]) => text);
	expect(messages.length).toBeGreaterThan(15);
	for (const message of messages) {
		expect(readme).toContain(message.replace('{scope}', 'Routing').split('{')[0].trim());
	}
});

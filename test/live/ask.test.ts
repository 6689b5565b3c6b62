import { PassThrough } from 'node:stream';
import { setImmediate } from 'node:timers/promises';

import { openTerminal } from './ask';

const QUESTION = 'Transfer?';

/** The answers to two questions, if one line is typed after each, and then the end. */
async function answers(typed: string) {
	const input = new PassThrough();
	const output = new PassThrough();
	const { confirm, close } = openTerminal(input, output);
	const [first, second = '', ...rest] = typed.split(/(?<=\n)/);
	const ask = async (line: string, isLast: boolean) => {
		const asked = confirm(QUESTION);
		if (isLast) input.end(line);
		else input.write(line);
		return await asked;
	};
	expect(rest).toEqual([]);
	const given = [await ask(first, second === ''), await ask(second, true)];
	close();
	return { given, shown: String(output.read()) };
}

it.each([
	['yes\nyes\n', [true, true]],
	['no\nyes\n', [false, true]],
	[' YES \r\nyes please\n', [true, false]],
	['y\n\n', [false, false]],
	['yes', [true, false]],
	['', [false, false]],
])('%j is %j', async (typed, expected) => {
	const { given, shown } = await answers(typed);
	expect(given).toEqual(expected);
	expect(shown.match(/Transfer\?/g)).toHaveLength(2);
});

it.each(['yes\nyes\nyes\n', 'yes\n'])(
	'%j, typed before the question, answers nothing',
	async (typed) => {
		const input = new PassThrough();
		const { confirm } = openTerminal(input, new PassThrough());
		input.write(typed);
		await setImmediate();
		const asked = confirm(QUESTION);
		input.end();
		expect(await asked).toBe(false);
	},
);

it('two times yes at one question does not answer the next', async () => {
	const input = new PassThrough();
	const { confirm } = openTerminal(input, new PassThrough());
	const first = confirm(QUESTION);
	input.write('yes\nyes\n');
	expect(await first).toBe(true);
	const second = confirm(QUESTION);
	input.end();
	expect(await second).toBe(false);
});

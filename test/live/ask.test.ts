import { PassThrough } from 'node:stream';

import { openTerminal } from './ask';

const QUESTION = 'Transfer?';

/** The answers to two questions, if that is typed. */
async function answers(typed: string) {
	const input = new PassThrough();
	const output = new PassThrough();
	const { confirm, close } = openTerminal(input, output);
	input.end(typed);
	const given = [await confirm(QUESTION), await confirm(QUESTION)];
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

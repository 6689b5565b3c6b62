import readline from 'node:readline';

export type Confirm = (question: string) => Promise<boolean>;

/**
 * Asks at the terminal. Only the whole word is a yes, the end of the input is a no. What was typed before the question was
 * there is no answer to it: two times yes to one question must not confirm the next.
 */
export function openTerminal(
	input: NodeJS.ReadableStream,
	output: NodeJS.WritableStream,
): { confirm: Confirm; close: () => void } {
	const lines = readline.createInterface({ input });
	let isOver = false;
	let answer: (line: string) => void = () => {};
	lines.on('line', (line) => answer(line));
	lines.on('close', () => {
		isOver = true;
		answer('');
	});
	const nextLine = async () =>
		await new Promise<string>((resolve) => {
			answer = resolve;
			if (isOver) resolve('');
		});
	return {
		confirm: async (question) => {
			output.write(`\n${question}\nType yes to go on, anything else to leave it out: `);
			const isYes = (await nextLine()).trim().toLowerCase() === 'yes';
			output.write(isYes ? '\n' : '\nLeft out.\n');
			return isYes;
		},
		close: () => lines.close(),
	};
}

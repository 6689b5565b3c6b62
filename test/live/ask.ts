import readline from 'node:readline';

export type Confirm = (question: string) => Promise<boolean>;

/** Asks at the terminal. Only the whole word is a yes; no terminal, or the end of it, is a no. */
export function openTerminal(
	input: NodeJS.ReadableStream,
	output: NodeJS.WritableStream,
): { confirm: Confirm; close: () => void } {
	const lines = readline.createInterface({ input });
	const iterator = lines[Symbol.asyncIterator]();
	return {
		confirm: async (question) => {
			output.write(`\n${question}\nType yes to go on, anything else to leave it out: `);
			const line = (await iterator.next()) as IteratorResult<string, undefined>;
			const isYes = line.value?.trim().toLowerCase() === 'yes';
			output.write(isYes ? '\n' : '\nLeft out.\n');
			return isYes;
		},
		close: () => lines.close(),
	};
}

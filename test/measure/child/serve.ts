/** What a process can be asked: by the question, a function that takes at most one input. */
export type Answers = Record<string, (input: never) => unknown>;

interface Question {
	id: number;
	question: string;
	input?: unknown;
}

export interface Reply {
	id: number;
	output?: unknown;
	/** Why there is no output. */
	trouble?: string;
}

/** Answers what the parent asks this process, and ends with it. */
export function serve(answers: Answers) {
	const reply = async ({ id, question, input }: Question): Promise<Reply> => {
		try {
			return { id, output: await answers[question](input as never) };
		} catch (error) {
			return { id, trouble: error instanceof Error ? error.stack : String(error) };
		}
	};
	process.on('message', (question: Question) => {
		void reply(question).then((answer) => process.send?.(answer));
	});
	process.once('disconnect', () => process.exit());
	// Ctrl-C reaches the whole group; the parent ends its children itself, after n8n.
	process.on('SIGINT', () => {});
}

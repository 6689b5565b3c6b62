/** Answers what the parent asks this process, and ends with it. */
export function serve(answers: Record<string, (input: any) => unknown>) {
	process.on('message', async ({ id, question, input }: any) => {
		try {
			process.send?.({ id, output: await answers[question](input) });
		} catch (error) {
			process.send?.({ id, trouble: String((error as Error).stack ?? error) });
		}
	});
	process.once('disconnect', () => process.exit());
	// Ctrl-C reaches the whole group; the parent ends its children itself, after n8n.
	process.on('SIGINT', () => {});
}

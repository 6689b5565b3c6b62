/**
 * Answers what the parent asks this process, and ends with it.
 * @param {Record<string, (input: any) => unknown>} answers
 */
function serve(answers) {
	process.on('message', async (/** @type {any} */ { id, question, input }) => {
		try {
			process.send?.({ id, output: await answers[question](input) });
		} catch (error) {
			process.send?.({ id, trouble: String(/** @type {Error} */ (error).stack ?? error) });
		}
	});
	process.once('disconnect', () => process.exit());
	// Ctrl-C reaches the whole group; the parent ends its children itself, after n8n.
	process.on('SIGINT', () => {});
}

module.exports = { serve };

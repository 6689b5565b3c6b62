const os = require('node:os');
const path = require('node:path');

/**
 * A path of tests of which each begins where the one before has ended, so none is tried after one that failed.
 * @param {() => import('./stage').Stage | undefined} stage
 */
function createPath(stage) {
	/** @type {string | undefined} */
	let broken;
	/**
	 * @param {string} name
	 * @param {() => Promise<void>} work
	 */
	return function step(name, work) {
		test(name, async () => {
			if (broken) throw notTried(broken);
			try {
				await work();
			} catch (error) {
				broken = name;
				throw await withLastSight(error, stage());
			}
		});
	};
}

/** @param {string} broken */
function notTried(broken) {
	const error = new Error(`Not tried, as "${broken}" failed`);
	error.stack = error.message;
	return error;
}

/**
 * @param {unknown} error
 * @param {import('./stage').Stage} [stage]
 */
async function withLastSight(error, stage) {
	if (!(error instanceof Error)) return error;
	const message = error.message + (await lastSight(stage));
	// jest shows the stack, which begins with the message.
	error.stack = error.stack?.replace(error.message, () => message);
	error.message = message;
	return error;
}

/**
 * @param {import('./stage').Stage} [stage]
 * @returns {Promise<string>} where to look for what the builder saw last
 */
async function lastSight(stage) {
	if (!stage) return '';
	const files = stage.context.pages().map(async (page, index) => {
		const file = path.join(os.tmpdir(), `kore-editor-${process.pid}-tab${index + 1}.png`);
		await page.screenshot({ path: file });
		return file;
	});
	const shown = await Promise.all(files).catch(() => ['no picture, as the browser has gone']);
	return `\n\nWhat it looked like: ${shown.join(', ')}\nn8n's log: ${await stage.instance.keepLog()}`;
}

module.exports = { createPath };

const { progressDisplay } = require('../n8n-host/progress');

/** @param {string} text */
const say = (text) => process.stdout.write(`${text}\n`);

/**
 * Shows how far a piece of work is, and then that it is done.
 * @template T
 * @param {string} done
 * @param {(onProgress: (progress: import('../n8n-host/cache').Progress) => void) => Promise<T>} work
 * @returns {Promise<T>}
 */
async function step(done, work) {
	const display = progressDisplay();
	const started = Date.now();
	try {
		const result = await work(display.update);
		display.end();
		say(`  ${done.padEnd(34)}${((Date.now() - started) / 1000).toFixed(1)} s`);
		return result;
	} finally {
		display.end();
	}
}

module.exports = { say, step };

/// <reference lib="dom" />
const HAND_MS = 1000;

/**
 * Between typing and clicking. n8n takes over what was typed up to half a second after the last key, and a hand is
 * slower than that. By the page's own clock, which is late when n8n is.
 * @param {import('playwright-core').Page} page
 */
async function settle(page) {
	await page.evaluate((delay) => new Promise((done) => setTimeout(done, delay)), HAND_MS);
}

module.exports = { settle };

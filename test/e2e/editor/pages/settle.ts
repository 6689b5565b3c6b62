/// <reference lib="dom" />
import type { Page } from 'playwright-core';

const HAND_MS = 1000;

/**
 * Between typing and clicking. n8n takes over what was typed up to half a second after the last key, and a hand is
 * slower than that. By the page's own clock, which is late when n8n is.
 */
export async function settle(page: Page) {
	await page.evaluate((delay) => new Promise((done) => setTimeout(done, delay)), HAND_MS);
}

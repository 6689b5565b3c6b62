/// <reference lib="dom" />
const path = require('node:path');
const { disguises, putOn } = require('./disguise');

const DOCS = path.resolve(__dirname, '../../../../docs');
const THEMES = /** @type {const} */ (['light', 'dark']);

// Toasts come and go by themselves, and the nodes before and after an open one reach into its picture.
const STYLE = '.el-notification, [data-test-id=floating-nodes] { visibility: hidden !important; }';

/**
 * Takes the pictures for the README, in both themes, but only when asked to: a test run changes no file.
 * @param {() => import('../stage').Stage} stage
 */
function createCamera(stage) {
	/**
	 * @param {string} name of the file, without theme
	 * @param {import('playwright-core').Locator} subject one element or several
	 * @param {{ margin?: number }} [options] how much of what is around it
	 */
	return async function shoot(name, subject, { margin = 0 } = {}) {
		if (process.env.UPDATE_SCREENSHOTS !== '1') return;
		const page = subject.page();
		await page.bringToFront();
		await comeToRest(page);
		for (const theme of THEMES) {
			await turnTo(page, theme);
			const takeOff = await putOn(page, disguises(stage()));
			await page.screenshot({
				path: path.join(DOCS, `${name}-${theme}.png`),
				clip: await frame(subject, margin),
				animations: 'disabled',
				caret: 'hide',
				style: STYLE,
			});
			await takeOff();
		}
		await turnTo(page, 'light');
	};
}

/**
 * Without the tips and buttons that n8n shows where the mouse or the cursor is.
 * @param {import('playwright-core').Page} page
 */
async function comeToRest(page) {
	await page.mouse.move(700, 1);
	await page.evaluate(() => /** @type {HTMLElement} */ (document.activeElement)?.blur());
}

/**
 * n8n's colours follow at once, its icons a moment later.
 * @param {import('playwright-core').Page} page
 * @param {'light' | 'dark'} theme
 */
async function turnTo(page, theme) {
	await page.emulateMedia({ colorScheme: theme });
	await page.waitForFunction((dark) => {
		const icons = [...document.querySelectorAll('img')].filter(
			(image) => image.src.includes('kore-agentassist') && image.checkVisibility(),
		);
		return icons.every(({ src, complete }) => complete && src.endsWith('.dark.svg') === dark);
	}, theme === 'dark');
}

/**
 * @param {import('playwright-core').Locator} subject
 * @param {number} margin
 */
async function frame(subject, margin) {
	const boxes = [];
	for (const one of await subject.all()) {
		const box = await one.boundingBox();
		if (box) boxes.push(box);
	}
	if (boxes.length === 0) throw new Error('What the picture is to show is not there');
	const x = Math.min(...boxes.map((box) => box.x)) - margin;
	const y = Math.min(...boxes.map((box) => box.y)) - margin;
	return {
		x,
		y,
		width: Math.max(...boxes.map((box) => box.x + box.width)) + margin - x,
		height: Math.max(...boxes.map((box) => box.y + box.height)) + margin - y,
	};
}

module.exports = { createCamera };

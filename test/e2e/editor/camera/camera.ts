/// <reference lib="dom" />
import path from 'node:path';

import type { Locator, Page } from 'playwright-core';

import { disguises, putOn } from './disguise';
import type { Stage } from '../stage';

const DOCS = path.resolve(__dirname, '../../../../docs');
const THEMES = ['light', 'dark'] as const;

// Toasts come and go by themselves, and the nodes before and after an open one reach into its picture.
const STYLE = '.el-notification, [data-test-id=floating-nodes] { visibility: hidden !important; }';

/**
 * Takes the pictures for the README, in both themes, but only when asked to: a test run changes no file.
 */
export function createCamera(stage: () => Stage) {
	/**
	 * @param name of the file, without theme
	 * @param subject one element or several
	 * @param options how much of what is around it
	 */
	return async function shoot(
		name: string,
		subject: Locator,
		{ margin = 0 }: { margin?: number } = {},
	) {
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

/** Without the tips and buttons that n8n shows where the mouse or the cursor is. */
async function comeToRest(page: Page) {
	await page.mouse.move(700, 1);
	await page.evaluate(() => (document.activeElement as HTMLElement)?.blur());
}

/** n8n's colours follow at once, its icons a moment later. */
async function turnTo(page: Page, theme: 'light' | 'dark') {
	await page.emulateMedia({ colorScheme: theme });
	await page.waitForFunction((dark) => {
		const icons = [...document.querySelectorAll('img')].filter(
			(image) => image.src.includes('kore-agentassist') && image.checkVisibility(),
		);
		return icons.every(({ src, complete }) => complete && src.endsWith('.dark.svg') === dark);
	}, theme === 'dark');
}

/** The smallest part of the page with all of them in it. */
export async function frame(subject: Locator, margin: number) {
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

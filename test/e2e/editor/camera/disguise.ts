/// <reference lib="dom" />
import type { Page } from 'playwright-core';

import type { Stage } from '../stage';

export type Disguise = { pattern: RegExp; text: string };

const RANDOM_UUID =
	/(?<![-\w])[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/g;

/** What differs from run to run, and what the reader of a picture would see in place of it. */
export function disguises({ instance, simulator }: Stage): Disguise[] {
	return [
		{ pattern: literally(instance.url), text: 'https://n8n.example.com/' },
		{ pattern: literally(simulator.url), text: 'https://platform.kore.ai' },
		{ pattern: RANDOM_UUID, text: '0c3b8f1e-7a24-4d5c-9e60-d1f2a3b4c5d6' },
		{ pattern: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g, text: '2026-01-15T09:30:00.000Z' },
		{ pattern: /\p{L}+ Example(?: \d+)?(?= \(agent(\d+)@)/gu, text: 'Agent $1' },
	];
}

const literally = (text: string) => new RegExp(text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&'), 'g');

/**
 * Changes what the page shows, behind the back of n8n's editor.
 *
 * @returns takes the disguise off
 */
export async function putOn(page: Page, rules: Disguise[]): Promise<() => Promise<void>> {
	const plain = rules.map(({ pattern, text }) => ({
		source: pattern.source,
		flags: pattern.flags,
		text,
	}));
	const undo = await page.evaluateHandle((given) => {
		const back: (() => void)[] = [];
		const replaced = (before: string) =>
			given.reduce(
				(value, { source, flags, text }) => value.replace(new RegExp(source, flags), text),
				before,
			);
		for (const input of document.querySelectorAll('input, textarea')) {
			const field = input as HTMLInputElement;
			const before = field.value;
			if (replaced(before) === before) continue;
			field.value = replaced(before);
			back.push(() => (field.value = before));
		}
		const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
		while (walker.nextNode()) {
			const { currentNode } = walker;
			const before = currentNode.nodeValue ?? '';
			if (replaced(before) === before) continue;
			currentNode.nodeValue = replaced(before);
			back.push(() => (currentNode.nodeValue = before));
		}
		return () => back.forEach((one) => one());
	}, plain);
	return async () => await undo.evaluate((takeOff) => takeOff());
}

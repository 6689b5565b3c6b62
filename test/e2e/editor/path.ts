import os from 'node:os';
import path from 'node:path';

import type { Stage } from './stage';

/**
 * A path of tests of which each begins where the one before has ended, so none is tried after one that failed.
 */
export function createPath(stage: () => Stage | undefined) {
	let broken: string | undefined;
	return function step(name: string, work: () => Promise<void>) {
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

function notTried(broken: string) {
	const error = new Error(`Not tried, as "${broken}" failed`);
	error.stack = error.message;
	return error;
}

async function withLastSight(error: unknown, stage?: Stage) {
	if (!(error instanceof Error)) return error;
	const message = error.message + (await lastSight(stage));
	// jest shows the stack, which begins with the message.
	error.stack = error.stack?.replace(error.message, () => message);
	error.message = message;
	return error;
}

/** @returns where to look for what the builder saw last */
async function lastSight(stage?: Stage): Promise<string> {
	if (!stage) return '';
	const files = stage.context.pages().map(async (page, index) => {
		const file = path.join(os.tmpdir(), `kore-editor-${process.pid}-tab${index + 1}.png`);
		await page.screenshot({ path: file });
		return file;
	});
	const shown = await Promise.all(files).catch(() => ['no picture, as the browser has gone']);
	return `\n\nWhat it looked like: ${shown.join(', ')}\nn8n's log: ${await stage.instance.keepLog()}`;
}

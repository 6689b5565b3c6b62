import { progressDisplay } from '../n8n-host/progress';
import type { Progress } from '../n8n-host/cache';

export const say = (text: string) => process.stdout.write(`${text}\n`);

/** Shows how far a piece of work is, and then that it is done. */
export async function step<T>(
	done: string,
	work: (onProgress: (progress: Progress) => void) => Promise<T>,
): Promise<T> {
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

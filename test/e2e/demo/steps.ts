export const say = (text: string) => process.stdout.write(`${text}\n`);

/** Says that a piece of work is done, and how long it took. */
export async function step<T>(done: string, work: () => Promise<T>): Promise<T> {
	const started = Date.now();
	const result = await work();
	say(`  ${done.padEnd(34)}${((Date.now() - started) / 1000).toFixed(1)} s`);
	return result;
}

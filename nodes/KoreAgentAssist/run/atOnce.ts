/** Runs `work` side by side, `concurrency` times, but no more often than there are items; each takes the next item until none is left. */
export async function atOnce(
	concurrency: number,
	count: number,
	work: () => Promise<void>,
): Promise<void> {
	await Promise.all(Array.from({ length: Math.min(concurrency, count) }, work));
}

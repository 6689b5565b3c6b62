/** Does the work for each item, in their order and so many at a time. */
export async function atATime<T>(
	count: number,
	items: T[],
	work: (item: T) => Promise<unknown>,
): Promise<void> {
	const rest = items.values();
	const next = async () => {
		for (const item of rest) await work(item);
	};
	await Promise.all(Array.from({ length: count }, next));
}

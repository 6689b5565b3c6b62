/**
 * Reads n8n's execution data: JSON in which every object, array and string is an entry of one long list, and is
 * referred to by its index (the format of the npm package flatted).
 */
export function parseFlatted<Data>(text: string): Data {
	const entries = JSON.parse(text) as unknown[];
	const done: unknown[] = [];
	const resolve = (value: unknown) => (typeof value === 'string' ? entry(Number(value)) : value);

	function entry(index: number): unknown {
		if (index in done) return done[index];
		const value = entries[index];
		if (typeof value !== 'object' || value === null) return (done[index] = value);
		// Before its parts are read, as they may refer back to it.
		done[index] = Array.isArray(value) ? [] : {};
		for (const [key, part] of Object.entries(value)) {
			(done[index] as Record<string, unknown>)[key] = resolve(part);
		}
		return done[index];
	}
	return entry(0) as Data;
}

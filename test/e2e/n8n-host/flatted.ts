/**
 * Reads n8n's execution data: JSON in which every object, array and string is an entry of one long list, and is
 * referred to by its index (the format of the npm package flatted).
 */
export function parseFlatted(text: string): any {
	const entries: unknown[] = JSON.parse(text);
	const done: unknown[] = [];
	const resolve = (value: unknown) => (typeof value === 'string' ? entry(Number(value)) : value);

	function entry(index: number) {
		if (index in done) return done[index];
		const value = entries[index];
		if (typeof value !== 'object' || value === null) return (done[index] = value);
		const target: any = Array.isArray(value) ? [] : {};
		// Before its parts are read, as they may refer back to it.
		done[index] = target;
		for (const [key, part] of Object.entries(value)) target[key] = resolve(part);
		return target;
	}
	return entry(0);
}

import { reasonFor } from './allowed';
import type { Search } from './run';
import type { Finding } from './find';

/** What is nowhere allowed, the same place in many executions once. */
export function leaks(findings: Finding[]): string[] {
	const leaks = new Map<string, { count: number; around: string }>();
	for (const finding of findings.filter((one) => !reasonFor(one))) {
		const where = `${finding.kind} in ${finding.place}, ${finding.at}`;
		const { count = 0, around = finding.around } = leaks.get(where) ?? {};
		leaks.set(where, { count: count + finding.count, around });
	}
	return [...leaks].map(
		([where, { count, around }]) => `${where}: ${count} times, after "${around}"`,
	);
}

/** Places in which not even what must stand there was found. */
export const unread = (places: Search['places']): string[] =>
	places
		.filter(({ texts, proof }) => !texts.some(({ text }) => text.includes(proof)))
		.map(({ name }) => name);

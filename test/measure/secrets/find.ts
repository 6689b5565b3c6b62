import type { Sought } from './sought';
import type { Place } from './places';
import type { Text } from './stage';

export interface Finding {
	kind: string;
	place: string;
	at: string;
	count: number;
	/** What stands before the first */
	around: string;
}

const AROUND = 60;
// All that a secret, in any of its forms, is made of.
const RUN = /[\w+/=%-]{16,}/g;

export function find(kinds: Sought[], places: Place[]): Finding[] {
	return places.flatMap(({ name: place, texts }) => {
		const runs = runsOf(texts);
		return kinds.flatMap(({ kind, values }) => {
			// Most secrets are nowhere: their place is searched only once it is known to hold one.
			const forms = values.flatMap(formsOf).filter((form) => runs.includes(form));
			if (forms.length === 0) return [];
			return texts.flatMap(({ at, text }) => {
				const found = forms.flatMap((form) => occurrences(text, form));
				if (found.length === 0) return [];
				const around = text.slice(Math.max(0, found[0] - AROUND), found[0]);
				return [{ kind, place, at, count: found.length, around: around.replace(/[^ -~]/g, ' ') }];
			});
		});
	});
}

/** Each run of such characters once, so that megabytes become little. */
function runsOf(texts: Text[]) {
	const runs = new Set<string>();
	for (const { text } of texts) for (const run of text.match(RUN) ?? []) runs.add(run);
	return [...runs].join('\n');
}

/** As it is, as in a URL, and in base64 wherever it begins there. */
const formsOf = (value: string) => [
	...new Set([
		value,
		encodeURIComponent(value),
		...[0, 1, 2].map((shift) => inBase64(value, shift)),
	]),
];

/** The part of the base64 text that does not depend on what stands before and after. */
function inBase64(value: string, shift: number) {
	const text = Buffer.from(`${' '.repeat(shift)}${value}`).toString('base64');
	return text.slice(shift === 0 ? 0 : 4, Math.floor((value.length + shift) / 3) * 4);
}

function occurrences(text: string, form: string) {
	const found: number[] = [];
	for (let from = text.indexOf(form); from >= 0; from = text.indexOf(form, from + form.length)) {
		found.push(from);
	}
	return found;
}

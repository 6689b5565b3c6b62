import { FIELD_WORDS, isKnownName } from './fieldNames';
import { shown, type Shown } from './shown';
import { isHarmless, mayName } from './vocabulary';

/** Decides which names of fields may be shown: a name may also be data, where an object lists people by their names. */
export class Names {
	/** Those that were left out; for the terminal alone. */
	readonly hidden = new Set<string>();

	/** The name, if it is on a page of Kore's, or made of nothing but words for things. */
	show(name: string): Shown {
		if (isKnownName(name) || isMadeOfWords(name)) return name as Shown;
		this.hidden.add(name);
		return shown`‹key›`;
	}
}

/** Whether a name, or the word for a state, says nothing of anybody. */
export function isMadeOfWords(name: string): boolean {
	const spaced = name.replace(/([a-z])([A-Z])/g, '$1 $2');
	const parts = spaced.split(/[ _-]+/).filter(Boolean);
	// In the middle of a name every word begins with a capital: nextPage.
	if (/^[A-Z]/.test(name) && mayName(parts)) return false;
	return (
		parts.length > 0 && parts.every((part) => isHarmless(part.toLowerCase()) || isFieldWord(part))
	);
}

const isFieldWord = (part: string) => FIELD_WORDS.has(part.toLowerCase());

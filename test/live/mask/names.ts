import { isKnownName } from './fieldNames';
import { shown, type Shown } from './shown';
import { isHarmless } from './vocabulary';

/** As programmers name fields: no white space, no digits of an ID, no address. */
const FIELD = /^[A-Za-z_]{1,40}$/;

const LETTERS = /[a-z]+/g;

/** Decides which names of fields are Kore's own: a name may also be data, where an object lists people by their names. */
export class Names {
	private readonly words = new Set<string>();

	/** @param value whose texts are data: no field that is called like one of their words is named */
	learn(value: unknown): void {
		if (typeof value === 'string') {
			for (const [word] of value.toLowerCase().matchAll(LETTERS)) this.words.add(word);
		} else if (typeof value === 'object' && value !== null) {
			for (const entry of Object.values(value)) this.learn(entry);
		}
	}

	/** The name, if it is on a page of Kore's, or looks like a field's and is nobody's. */
	show(name: string): Shown {
		return this.mayShow(name) ? (name as Shown) : shown`‹key›`;
	}

	private mayShow(name: string): boolean {
		if (isKnownName(name)) return true;
		if (!FIELD.test(name)) return false;
		const parts = name
			.replace(/([a-z])([A-Z])/g, '$1 $2')
			.toLowerCase()
			.matchAll(LETTERS);
		const words = [name.toLowerCase(), ...[...parts].map(([part]) => part)];
		return !words.some((word) => this.words.has(word) && !isHarmless(word));
	}
}

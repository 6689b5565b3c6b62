declare const brand: unique symbol;

/** A text that may stand in the report: made of our own words and of what a mask let pass. */
export type Shown = string & { readonly [brand]: true };

/** The only way to a `Shown`: a raw text of Kore's in it does not compile. */
export function shown(texts: TemplateStringsArray, ...values: Array<Shown | number>): Shown {
	return String.raw({ raw: texts }, ...values) as Shown;
}

/** Several as one, with something between them. */
export const joined = (parts: Shown[], between = ', '): Shown => parts.join(between) as Shown;

/** The entry of a fixed list of ours that equals `value`; undefined if none does, so that no text of Kore's gets through. */
export function oneOf(list: readonly string[], value: unknown): Shown | undefined {
	return list.find((entry) => entry === value) as Shown | undefined;
}

/** A text that stands in our own source code, such as the title of a call; never one that was received. */
export const ours = (text: string) => text as Shown;

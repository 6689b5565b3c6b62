import type { Shown } from '../mask/shown';
import type { Seen } from '../seen';

export type Verdict = 'as documented' | 'differs' | 'not seen';

export interface Finding {
	verdict: Verdict;
	what: Shown;
}

/** Something that the package takes for granted of Kore, and that nobody has seen. */
export interface Assumption {
	/** In docs/kore-api.md, too */
	id: `A${number}`;
	/** Of docs/kore-api.md */
	section: string;
	/** As docs/kore-api.md has it */
	says: string;
	judge: (seen: Seen) => Finding;
}

export const judged = (holds: boolean, what: Shown): Finding => ({
	verdict: holds ? 'as documented' : 'differs',
	what,
});

export const notSeen = (why: Shown): Finding => ({ verdict: 'not seen', what: why });

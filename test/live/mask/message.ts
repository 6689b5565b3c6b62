import { joined, shown, type Shown } from './shown';
import { isHarmless } from './vocabulary';

const MOST_WORDS = 40;
const MASK = shown`‹…›`;

/** Punctuation around a word, and what stands between two. */
const WORD = /^([("'“‘[]*)(.*?)([)"'”’\].,:;!?]*)$/s;
/** Signs and codes of which no ID is made. */
const HARMLESS_SIGN = /^(?:[-–—=<>≤≥]{1,2}|[1-5]\d\d|1|60|s)$/;

/** One of Kore's messages: its words as far as each is in the vocabulary, a mask in place of all others. */
export function maskMessage(text: string): Shown {
	const words = text.trim().split(/\s+/).filter(Boolean);
	const masked = words.slice(0, MOST_WORDS).map(maskWord);
	const once = masked.filter((word, at) => word !== MASK || masked[at - 1] !== MASK);
	if (words.length > MOST_WORDS) once.push(shown`…`);
	return shown`“${joined(once, ' ')}”`;
}

function maskWord(word: string): Shown {
	const [, before = '', core = '', after = ''] = WORD.exec(word) ?? [];
	const parts = core.split(/([/()]+)/);
	const isKnown = parts.every((part, at) => at % 2 === 1 || isKnownPart(part));
	return isKnown ? (`${before}${core}${after}` as Shown) : MASK;
}

const isKnownPart = (part: string) => part === '' || HARMLESS_SIGN.test(part) || isHarmless(part);

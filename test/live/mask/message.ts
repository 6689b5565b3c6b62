import { joined, shown, type Shown } from './shown';
import { isHarmless } from './vocabulary';

const MOST_WORDS = 40;
const MASK = shown`‹…›`;

/** Punctuation around a word, and what stands between two. */
const WORD = /^([("'“‘[]*)(.*?)([)"'”’\].,:;!?]*)$/s;
/** Signs, and numbers of Kore's own messages, of which no ID is made. */
const HARMLESS_SIGN = /^(?:[-–—=<>≤≥]{1,2}|1|60|s)$/;
/** Any other number may be an agent's extension, or a part of somebody's telephone number. */
const STATUS = /^(?:40[01345689]|41[0345]|42[29]|50[0234])$/;
const BEFORE_STATUS = /^(?:code|status|error|http):?$/i;

/** One of Kore's messages: its words as far as each is in the vocabulary, a mask in place of all others. */
export function maskMessage(text: string): Shown {
	const words = text.trim().split(/\s+/).filter(Boolean);
	const masked = words
		.slice(0, MOST_WORDS)
		.map((word, at) => maskWord(word, BEFORE_STATUS.test(words[at - 1] ?? '')));
	const once = masked.filter((word, at) => word !== MASK || masked[at - 1] !== MASK);
	if (words.length > MOST_WORDS) once.push(shown`…`);
	return shown`“${joined(once, ' ')}”`;
}

function maskWord(word: string, isStatus: boolean): Shown {
	const [, before = '', core = '', after = ''] = WORD.exec(word) ?? [];
	if (isStatus && STATUS.test(core)) return `${before}${core}${after}` as Shown;
	const parts = core.split(/([/()]+)/);
	const isKnown = parts.every((part, at) => at % 2 === 1 || isKnownPart(part));
	return isKnown ? (`${before}${core}${after}` as Shown) : MASK;
}

const isKnownPart = (part: string) => part === '' || HARMLESS_SIGN.test(part) || isHarmless(part);

import type { Answer } from '../../kore-simulator/types';

export interface HostileAnswer {
	name: string;
	answer: Partial<Answer>;
	/** What the node is to make of it. */
	meaning: 'network' | 'timeout' | 'tooLarge' | 'switched' | 'accepted' | 'transferred';
	/** Whether it costs memory, and so runs alone. */
	flood?: boolean;
	/** Whether it is possible over TLS alone. */
	tls?: boolean;
}

const all = (
	meaning: HostileAnswer['meaning'],
	faults: string[],
	more?: Partial<HostileAnswer>,
): HostileAnswer[] => faults.map((fault) => ({ name: fault, answer: { fault }, meaning, ...more }));

const UMLAUT = { status: 'transferred', note: 'Zürich' };
const JSON_UTF8 = 'application/json; charset=utf-8';
const NOT_GZIP = { headers: { 'Content-Encoding': 'gzip' } };
const LARGE = 'x'.repeat(1_100_000);

/** Each comes after Kore has read the request, so each of them may be a transfer. */
export const HOSTILE_ANSWERS: HostileAnswer[] = [
	...all('network', ['tlsDamage', 'tlsBadRecord', 'tlsAlert'], { tls: true }),
	...all('network', ['reset', 'close', 'notHttp', 'cutHeaders', 'cutBody']),
	// Its first half is a whole answer for HTTP.
	...all('accepted', ['longBody']),
	...all('timeout', ['hang', 'stallBody', 'progress', 'trickle']),
	...all('tooLarge', ['endless', 'gzipBomb', 'deflateBomb', 'brotliBomb'], { flood: true }),
	{ name: '1.1 MB', answer: { body: LARGE }, meaning: 'tooLarge' },
	{ name: 'no gzip', answer: { body: { a: 1 }, ...NOT_GZIP }, meaning: 'network' },
	{ name: 'endless head', answer: { headers: { 'X-Long': LARGE } }, meaning: 'network' },
	{ name: 'another protocol from here on', answer: { interim: [101] }, meaning: 'switched' },
	{ name: '1xx before', answer: { interim: [103, 100, 102] }, meaning: 'accepted' },
	{ name: '1xx, then a reset', answer: { interim: [103], fault: 'reset' }, meaning: 'network' },
	{
		name: 'UTF-16 called UTF-8',
		answer: { body: UMLAUT, charset: 'utf16le', contentType: JSON_UTF8 },
		meaning: 'accepted',
	},
	{
		name: 'Latin-1 called UTF-8',
		answer: { body: UMLAUT, charset: 'latin1', contentType: JSON_UTF8 },
		meaning: 'transferred',
	},
	{
		name: 'UTF-16 called so',
		answer: { body: UMLAUT, charset: 'utf16le', contentType: 'application/json; charset=utf-16le' },
		meaning: 'transferred',
	},
	{
		name: 'a charset that nobody knows',
		answer: { body: UMLAUT, contentType: 'application/json; charset=klingon' },
		meaning: 'transferred',
	},
];

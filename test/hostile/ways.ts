import fc, { type Arbitrary } from 'fast-check';

/** How the bytes of a body go out. */
export interface Way {
	kind: string;
	/** Those that say how long the body is. */
	headers: string;
	/** What is written, with a pause before each but the first. */
	pieces: (bytes: Buffer) => Buffer[];
	/** Awaits the answer; ends its side first; breaks the connection. */
	then: 'answer' | 'end' | 'break';
	/** Whether the server gets a whole body. */
	complete: boolean;
}

/** @param at from 0 to 1 */
const upTo = (bytes: Buffer, at: number) => bytes.subarray(0, Math.floor(bytes.length * at));

const halves = (bytes: Buffer) => {
	const middle = bytes.length >> 1;
	return [bytes.subarray(0, middle), bytes.subarray(middle)];
};

const chunk = (bytes: Buffer) =>
	Buffer.concat([Buffer.from(`${bytes.length.toString(16)}\r\n`), bytes, Buffer.from('\r\n')]);
const LAST_CHUNK = Buffer.from('0\r\n\r\n');
const chunks = (bytes: Buffer) =>
	halves(bytes)
		.filter(({ length }) => length)
		.map(chunk);
const CHUNKED = 'Transfer-Encoding: chunked';

/** `{length}` stands for the length of the body, `{more}` for a greater one. */
const LENGTHS = [
	'Content-Length: none',
	'Content-Length: -5',
	'Content-Length: {length}\r\nContent-Length: {more}',
	'Content-Length: 99999999999999999999999',
	`Content-Length: {length}\r\n${CHUNKED}`,
];

const WAYS: Record<string, (at: number) => Omit<Way, 'kind'>> = {
	whole: () => ({
		headers: 'Content-Length: {length}',
		pieces: (bytes) => [bytes],
		then: 'answer',
		complete: true,
	}),
	slow: () => ({
		headers: 'Content-Length: {length}',
		pieces: halves,
		then: 'answer',
		complete: true,
	}),
	'in chunks': () => ({
		headers: CHUNKED,
		pieces: (bytes) => [Buffer.concat([...chunks(bytes), LAST_CHUNK])],
		then: 'answer',
		complete: true,
	}),
	'longer than its length': () => ({
		headers: 'Content-Length: {length}',
		pieces: (bytes) => [Buffer.concat([bytes, Buffer.from('GET / more')])],
		then: 'answer',
		complete: true,
	}),
	'broken off': (at) => ({
		headers: 'Content-Length: {more}',
		pieces: (bytes) => [upTo(bytes, at), Buffer.alloc(0)],
		then: 'break',
		complete: false,
	}),
	'ended too early': (at) => ({
		headers: 'Content-Length: {more}',
		pieces: (bytes) => [upTo(bytes, at)],
		then: 'end',
		complete: false,
	}),
	'wrong length': (at) => ({
		headers: LENGTHS[Math.floor(at * (LENGTHS.length - 1))],
		pieces: (bytes) => [bytes],
		then: 'end',
		complete: false,
	}),
	'broken chunks': (at) => ({
		headers: CHUNKED,
		pieces: (bytes) => [Buffer.concat([...chunks(upTo(bytes, at)), Buffer.from('zz\r\n')])],
		then: 'end',
		complete: false,
	}),
	'chunks without an end': (at) => ({
		headers: CHUNKED,
		pieces: (bytes) => [Buffer.concat(chunks(upTo(bytes, at)))],
		then: 'end',
		complete: false,
	}),
};

/** Most callbacks come whole. */
const WEIGHT_OF_WHOLE = 12;

export const ways = (kinds: string[] = Object.keys(WAYS)): Arbitrary<Way> =>
	fc
		.tuple(
			fc.oneof(
				...kinds.map((kind) => ({
					weight: kind === 'whole' ? WEIGHT_OF_WHOLE : 1,
					arbitrary: fc.constant(kind),
				})),
			),
			fc.double({ min: 0, max: 1, noNaN: true }),
		)
		.map(([kind, at]) => ({ kind, ...WAYS[kind](at) }));

export const WHOLE: Way = { kind: 'whole', ...WAYS.whole(1) };

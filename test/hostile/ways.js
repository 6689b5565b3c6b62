'use strict';

const fc = require('fast-check');

/**
 * How the bytes of a body go out.
 * @typedef {object} Way
 * @property {string} kind
 * @property {string} headers those that say how long the body is
 * @property {(bytes: Buffer) => Buffer[]} pieces what is written, with a pause before each but the first
 * @property {'answer' | 'end' | 'break'} then awaits the answer; ends its side first; breaks the connection
 * @property {boolean} complete whether the server gets a whole body
 */

/** @param {Buffer} bytes @param {number} at from 0 to 1 */
const upTo = (bytes, at) => bytes.subarray(0, Math.floor(bytes.length * at));

/** @param {Buffer} bytes */
const halves = (bytes) => {
	const middle = bytes.length >> 1;
	return [bytes.subarray(0, middle), bytes.subarray(middle)];
};

/** @param {Buffer} bytes */
const chunk = (bytes) =>
	Buffer.concat([Buffer.from(`${bytes.length.toString(16)}\r\n`), bytes, Buffer.from('\r\n')]);
const LAST_CHUNK = Buffer.from('0\r\n\r\n');
const chunks = (/** @type {Buffer} */ bytes) =>
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

/** @type {Record<string, (at: number) => Omit<Way, 'kind'>>} */
const WAYS = {
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

/** @param {string[]} [kinds] @returns {import('fast-check').Arbitrary<Way>} */
const ways = (kinds = Object.keys(WAYS)) =>
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

/** @type {Way} */
const WHOLE = { kind: 'whole', ...WAYS.whole(1) };

module.exports = { ways, WHOLE };

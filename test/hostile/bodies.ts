import { deflateSync, gzipSync } from 'node:zlib';
import fc, { type Arbitrary } from 'fast-check';

/** `bytes` is made when it is sent: thousands of bodies of a megabyte fit into no memory. */
export interface Body {
	/** None is sent if it is empty. */
	contentType: string;
	headers?: Record<string, string>;
	bytes: () => Buffer;
	/** Whether its status says so. */
	transferred?: boolean;
}

type Bodies = Arbitrary<Body>;

const JSON_TYPE = 'application/json';
const FORM = 'application/x-www-form-urlencoded';
const TYPES = [
	JSON_TYPE,
	'application/json; charset=utf-8',
	'text/plain',
	'application/octet-stream',
	'',
];
const MB = 1024 * 1024;

const body = (contentType: string, content: string | Buffer, rest?: Partial<Body>): Body => ({
	contentType,
	bytes: () => Buffer.from(content as string),
	...rest,
});
const anyType = fc.constantFrom(...TYPES);

/** What Kore might send, and what looks like it. */
const kore = (): Bodies =>
	fc
		.record({
			status: fc.constantFrom(
				...['transferred', 'TRANSFERRED', 'failed', 'not transferred', '', 'transferred\u0000'],
				...[null, true, 200, ['transferred'], { status: 'transferred' }],
			),
			sessionId: fc.constantFrom('s-1', '', null, 7, {}),
			requestCompletedAt: fc.constantFrom(1698825180041, '1698825180041', 1e300, 'never', {}),
			reason: fc.constantFrom(undefined, 'busy', ['busy'], { message: 'busy' }),
		})
		.chain((content) =>
			anyType.map((type) =>
				body(type, JSON.stringify(content), {
					transferred:
						typeof content.status === 'string' && content.status.toLowerCase() === 'transferred',
				}),
			),
		);

const anyJson = (): Bodies =>
	fc.tuple(anyType, fc.json({ maxDepth: 6 })).map(([type, text]) => body(type, text));

const anyText = (): Bodies =>
	fc
		.tuple(
			fc.constantFrom(
				...TYPES,
				'text/html',
				'image/png',
				'nonsense',
				'; ;',
				'application/json;x=%',
			),
			fc.string({ unit: 'binary', maxLength: 2000 }),
		)
		.map(([type, text]) => body(type, text));

const anyBytes = (): Bodies =>
	fc
		.tuple(anyType, fc.uint8Array({ maxLength: 2000 }))
		.map(([type, bytes]) => body(type, Buffer.from(bytes)));

const brokenJson = (): Bodies =>
	fc
		.tuple(
			anyType,
			fc.constantFrom(
				'{',
				'{"status":"transferred"',
				'{"status":transferred}',
				']',
				'nul',
				'{"a":1}x',
			),
		)
		.map(([type, text]) => body(type, text));

const encodings = (): Bodies => {
	const text = JSON.stringify({ status: 'failed', reason: 'Für Žofie \u{1f600}' });
	const bigEndian = Buffer.from(`\ufeff${text}`, 'utf16le').swap16();
	return fc.constantFrom(
		body(`${JSON_TYPE}; charset=utf-16`, Buffer.from(`\ufeff${text}`, 'utf16le')),
		body(JSON_TYPE, Buffer.from(text, 'utf16le')),
		body(JSON_TYPE, bigEndian),
		body(`${JSON_TYPE}; charset=iso-8859-1`, Buffer.from(text, 'latin1')),
		body('text/plain; charset=latin1', Buffer.from(text, 'latin1')),
		body('application/octet-stream', Buffer.from(text, 'latin1')),
		body(JSON_TYPE, `\ufeff${text}`),
		body(`${JSON_TYPE}; charset=no-such`, text),
		body(`${JSON_TYPE}; charset="utf-8`, text),
	);
};

const compressed = (): Bodies => {
	const plain = JSON.stringify({ status: 'failed' });
	return fc
		.tuple(
			fc.constantFrom<Array<[string, () => Buffer]>>(
				['gzip', () => gzipSync(plain)],
				['deflate', () => deflateSync(plain)],
				['gzip', () => Buffer.from(plain)],
				['deflate', () => gzipSync(plain)],
				['br', () => Buffer.from(plain)],
				['gzip', () => gzipSync(plain).subarray(0, 12)],
				['gzip', () => gzipSync(Buffer.alloc(2 * MB, 'x'))],
				['x'.repeat(500), () => Buffer.from(plain)],
			),
			anyType,
		)
		.map(([[encoding, bytes], contentType]) => ({
			contentType,
			headers: { 'Content-Encoding': encoding },
			bytes,
		}));
};

const deep = (): Bodies =>
	fc
		.tuple(
			anyType,
			fc.constantFrom(['[', ']'], ['{"a":', '1}'], ['{"errors":[', ']}'], ['[', ''], ['{"a":', '']),
			fc.constantFrom(100, 2_000, 20_000, 100_000),
		)
		.map(([contentType, [open, close], levels]) => ({
			contentType,
			bytes: () => Buffer.from(open.repeat(levels) + close.repeat(levels)),
		}));

const prototypes = (): Bodies =>
	fc
		.tuple(
			fc.constantFrom(
				'__proto__',
				'constructor',
				'prototype',
				'toString',
				'toJSON',
				'length',
				'then',
			),
			fc.constantFrom('{"status":"transferred"}', '"transferred"', 'null', '[]', '1'),
			anyType,
			fc.nat(3),
		)
		.map(([key, value, type, how]) =>
			how === 0
				? body(FORM, `${key}[status]=transferred&${key}=x`)
				: body(
						type,
						[`{"${key}":${value}}`, `[{"${key}":${value}}]`, `{"data":{"${key}":${value}}}`][
							how - 1
						],
					),
		);

/** Up to a bit over the megabyte that the node takes. */
const large = (): Bodies =>
	fc
		.tuple(
			anyType,
			fc.constantFrom('x', ' ', '\\', '\u0000', '{"a":1},', '<', 'é'),
			fc.constantFrom(1_000, 64 * 1024, MB - 10, MB, MB + 1, MB + 100),
			fc.boolean(),
		)
		.map(([contentType, unit, size, quoted]) => ({
			contentType,
			bytes: () => {
				const filler = Buffer.alloc(size, unit);
				return quoted ? Buffer.from(JSON.stringify({ reason: filler.toString() })) : filler;
			},
		}));

/** What a pattern for tokens may take very long to read. */
const likeTokens = (): Bodies =>
	fc
		.tuple(
			anyType,
			fc.constantFrom(
				'eyJ',
				'eyJhbGciOiJI',
				'eyJ0.',
				'eyJaaaaaaaa.a',
				'eyJ-eyJ_',
				'eyJ.eyJ.',
				'.',
				'-',
			),
			fc.constantFrom(200_000, 500_000, MB - 100),
			fc.boolean(),
		)
		.map(([contentType, unit, size, quoted]) => ({
			contentType,
			bytes: () => {
				const text = unit.repeat(size / unit.length);
				return Buffer.from(quoted ? JSON.stringify({ status: 'failed', reason: text }) : text);
			},
		}));

const forms = (): Bodies =>
	fc.constantFrom(
		body(FORM, 'status=transferred', { transferred: true }),
		body(FORM, 'status=failed&reason=busy'),
		body(FORM, 'status[]=transferred'),
		body(FORM, '&&==%&%E0%A4%A=x'),
		body(FORM, 'a=1&'.repeat(5_000)),
	);

/** n8n takes the parts, and the bytes are gone. */
const multipart = (): Bodies => {
	const part = (rest: string) =>
		`--b\r\nContent-Disposition: form-data; ${rest}\r\n\r\n{"status":"transferred"}\r\n`;
	return fc.constantFrom(
		...[
			`${part('name="status"')}--b--\r\n`,
			part('name="x"; filename="x.json"'),
			'--b--\r\n',
			'',
		].map((text) => body('multipart/form-data; boundary=b', text)),
		body('multipart/form-data', part('name="x"')),
	);
};

const otherMarkup = (): Bodies => {
	const bomb = '<!DOCTYPE a [<!ENTITY b "xxxxxxxxxx"><!ENTITY c "&b;&b;&b;&b;">]><a>&c;&c;</a>';
	return fc
		.tuple(
			fc.constantFrom('application/xml', 'text/xml', 'application/soap+xml', 'text/html'),
			fc.constantFrom(bomb, '<a>', '<a/>', '<__proto__>x</__proto__>', '<a>'.repeat(2_000), ''),
		)
		.map(([type, text]) => body(type, text));
};

/** Kinds of bodies. */
export const BODIES: Record<string, () => Bodies> = {
	"like Kore's": kore,
	'any JSON': anyJson,
	'any text': anyText,
	'any bytes': anyBytes,
	'broken JSON': brokenJson,
	'another character set': encodings,
	'compressed, really or not': compressed,
	'nested to 100,000 levels': deep,
	"keys of JavaScript's prototypes": prototypes,
	'to a bit over 1 MB': large,
	'1 MB like tokens': likeTokens,
	form: forms,
	multipart,
	'XML, HTML': otherMarkup,
};

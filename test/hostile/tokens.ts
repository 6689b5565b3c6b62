import fc, { type Arbitrary } from 'fast-check';
import { claimsOf, compact, hmac, rs256, rsaPublicPem, unsigned } from './jwt';

/** What the forgeries are made of. The first three may leak; the last two are known to the test alone. */
export interface Material {
	/** A genuine one. */
	token: string;
	/** A genuine one of another credential. */
	foreign: string;
	/** The token that Kore itself was sent. */
	request: string;
	/** The client secret. */
	secret: string;
	/** That signs callbacks, in base64. */
	key: string;
}

/** What stands in place of `token=…` in a callback URL. */
type Query = Arbitrary<string>;

const HEADER = { alg: 'HS256', typ: 'JWT' };
const ODD_TEXTS =
	'__proto__|constructor|toString|hasOwnProperty|null|undefined|true|NaN|[object Object]|{}|[]|a.b.c|...|../../etc/passwd|%|\u0000'.split(
		'|',
	);

const asQuery = (token: string) => `token=${encodeURIComponent(Buffer.from(token).toString())}`;

const keyOf = ({ key }: Material) => Buffer.from(key, 'base64');
const seconds = () => Math.floor(Date.now() / 1000);

/** @param claims with the right key: what else is wrong must be enough */
const signed = (material: Material, claims: object) =>
	compact(HEADER, { ...claimsOf(material.token), ...claims }, hmac(keyOf(material)));

/** One bit of one segment. */
const altered = ({ token }: Material): Query =>
	fc.tuple(fc.nat(2), fc.nat()).map(([segment, at]) => {
		const parts = token.split('.');
		const bytes = Buffer.from(parts[segment], 'base64url');
		const bit = at % (bytes.length * 8);
		bytes[bit >> 3] ^= 1 << (bit & 7);
		parts[segment] = bytes.toString('base64url');
		return asQuery(parts.join('.'));
	});

/** One letter, which may leave the bytes of a segment as they were. */
const misspelt = ({ token }: Material): Query =>
	fc
		.tuple(fc.nat(token.length - 1), fc.constantFrom(...'AZaz09-_.+/= \n'))
		.filter(([at, letter]) => token[at] !== letter)
		.map(([at, letter]) => asQuery(token.slice(0, at) + letter + token.slice(at + 1)));

const cut = ({ token }: Material): Query =>
	fc
		.tuple(fc.integer({ min: 1, max: token.length - 1 }), fc.nat(3))
		.map(([at, how]) =>
			asQuery(
				[token.slice(0, at), token.slice(at), token + token.slice(at), `${token}.${token}`][how],
			),
		);

const algorithmNone = ({ token }: Material): Query =>
	fc
		.tuple(fc.constantFrom('none', 'None', 'NONE', 'nOnE', '', null, 0, ['none']), fc.boolean())
		.map(([alg, keep]) => {
			const [, , signature] = token.split('.');
			const kept = () => Buffer.from(signature, 'base64url');
			return asQuery(compact({ alg, typ: 'JWT' }, claimsOf(token), keep ? kept : unsigned));
		});

const otherAlgorithm = (material: Material): Query => {
	const claims = claimsOf(material.token);
	const key = keyOf(material);
	return fc
		.constantFrom(
			() => compact({ alg: 'HS512', typ: 'JWT' }, claims, hmac(key, 'sha512')),
			() => compact({ alg: 'HS384', typ: 'JWT' }, claims, hmac(key, 'sha384')),
			() => compact({ alg: 'HS512', typ: 'JWT' }, claims, hmac(key)),
			() => compact({ alg: 'RS256', typ: 'JWT' }, claims, rs256),
			() => compact({ alg: 'RS256', typ: 'JWT' }, claims, hmac(key)),
			() => compact(HEADER, claims, rs256),
			() => compact(HEADER, claims, hmac(rsaPublicPem())),
			() => compact(HEADER, claims, hmac(key, 'sha512')),
		)
		.map((make) => asQuery(make()));
};

const otherKey = ({ token, secret, key }: Material): Query =>
	fc
		.tuple(
			fc.oneof(
				fc.constantFrom('', 'secret', secret, secret.trim().toLowerCase(), key, token),
				fc.string(),
			),
			fc.constantFrom(
				{},
				{ kid: '../../dev/null' },
				{ jku: 'http://127.0.0.1:1/' },
				{ b64: false },
			),
		)
		.map(([other, header]) =>
			asQuery(compact({ ...HEADER, ...header }, claimsOf(token), hmac(other))),
		);

const otherUse = (material: Material): Query =>
	fc.oneof(
		fc.constantFrom(asQuery(material.foreign), asQuery(material.request)),
		fc
			.constantFrom('', 'other', 'Callback', null, {}, ['x'], undefined)
			.map((aud) => asQuery(signed(material, { aud }))),
	);

const expired = (material: Material): Query =>
	fc
		.constantFrom(1, 60, 86_400, 10 ** 9)
		.map((ago) => asQuery(signed(material, { exp: seconds() - ago })));

const early =
	(claim: 'nbf' | 'iat'): ((material: Material) => Query) =>
	(material) =>
		fc.constantFrom(3600, 86_400, 10 ** 9).map((later) => {
			const then = seconds() + later;
			return asQuery(signed(material, { [claim]: then, exp: then + 86_400 }));
		});

const doubled = ({ token }: Material): Query =>
	fc.constantFrom(
		`token=${token}&token=${token}`,
		`token=${token}&token=x`,
		`token=x&token=${token}`,
		`token[]=${token}`,
		`token[0]=${token}`,
		`token[a]=${token}`,
		`token[token]=${token}`,
		`token[length]=${token.length}&token[0]=${token}`,
		`token[__proto__]=${token}`,
		`token[toString]=${token}`,
		`__proto__[token]=${token}`,
		`constructor[prototype][token]=${token}`,
		`token%00=${token}`,
		`Token=${token}`,
	);

/** More than Node's HTTP server takes by default. */
const large = ({ token }: Material): Query => {
	const [header, claims, signature] = token.split('.');
	const filler = 'eyJ0'.repeat(25_000);
	return fc
		.constantFrom(
			`${header}.${claims}.${filler}`,
			`${header}.${filler}.${signature}`,
			`${filler}.${claims}.${signature}`,
			'a.'.repeat(50_000),
			filler,
			compact(HEADER, { s: filler }, hmac('x')),
		)
		.map(asQuery);
};

const none = (): Query => fc.constantFrom('', 'token', 'token=', 'other=1');

const oddText = (): Query =>
	fc.oneof(
		fc.constantFrom(...ODD_TEXTS).map(asQuery),
		fc.string({ unit: 'binary', maxLength: 200 }).map(asQuery),
		fc.constantFrom('token=%', 'token=%E0%A4%A', 'token=%ff.%ff.%ff', 'token=a+b&&&==&'),
	);

/** Kinds of tokens that are not genuine. */
export const FORGERIES: Record<string, (material: Material) => Query> = {
	'no token': none,
	'any text': oddText,
	'one bit altered': altered,
	'one letter altered': misspelt,
	'cut or joined': cut,
	'alg: none': algorithmNone,
	'another algorithm': otherAlgorithm,
	'another key': otherKey,
	"another credential's, another purpose": otherUse,
	expired,
	'not valid yet': early('nbf'),
	'made in the future': early('iat'),
	'doubled parameter': doubled,
	'100 KB': large,
};

/** What somebody who has the key might claim; Kore has no such tokens. */
export const oddClaims = (material: Material): Query =>
	fc
		.tuple(
			fc.constantFrom(...Object.keys(claimsOf(material.token))),
			fc.oneof(
				fc.constantFrom(undefined, null, 1e300, -1e300, '', '__proto__', {}, [], { x: [] }),
				fc.jsonValue({ maxDepth: 2 }),
			),
		)
		.map(([claim, value]) => asQuery(signed(material, { [claim]: value })));

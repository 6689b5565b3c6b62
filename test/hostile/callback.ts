import fc from 'fast-check';
import { BODIES, type Body } from './bodies';
import { FORGERIES, type Material } from './tokens';
import { ways, type Way } from './ways';

export interface Callback {
	bodyKind: string;
	body: Body;
	way: Way;
}

interface Forgery extends Callback {
	kind: string;
	query: string;
}

/**
 * A body that comes in any way.
 *
 * @param kinds of bodies
 */
export const callbacks = (kinds: string[] = Object.keys(BODIES)): fc.Arbitrary<Callback> =>
	fc
		.constantFrom(...kinds)
		.chain((bodyKind) =>
			fc.record({ bodyKind: fc.constant(bodyKind), body: BODIES[bodyKind](), way: ways() }),
		)
		.map(shown);

/** A callback that nobody may believe, whatever its body. */
export const forgeries = (materialOf: (kind: string) => Material): fc.Arbitrary<Forgery> =>
	fc
		.constantFrom(...Object.keys(FORGERIES))
		.chain((kind) => fc.tuple(fc.constant(kind), FORGERIES[kind](materialOf(kind)), callbacks()))
		.map(([kind, query, callback]) => shown({ ...callback, kind, query }));

/** What fast-check shows of a callback that breaks a property, in place of a megabyte. */
function shown<T extends Callback & Partial<Forgery>>(callback: T): T {
	const { kind, query, bodyKind, body, way } = callback;
	const text = () => {
		const bytes = body.bytes();
		const content = `${JSON.stringify(bytes.subarray(0, 200).toString())} (${bytes.length} bytes)`;
		return JSON.stringify({
			kind,
			query: query?.slice(0, 2000),
			bodyKind,
			contentType: body.contentType,
			headers: body.headers,
			content,
			way: `${way.kind}: ${way.headers}`,
		});
	};
	return Object.defineProperty(callback, fc.toStringMethod, { value: text, enumerable: false });
}

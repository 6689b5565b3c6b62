import fc from 'fast-check';

import { callbacks, forgeries, type Callback } from '../../hostile/callback';
import { WHOLE } from '../../hostile/ways';
import type { Material } from '../../hostile/tokens';

export interface Order {
	seed: number;
	count: number;
	connections: number;
	triggerUrl: string;
	waitingUrl: string;
	/** For each kind of forgery */
	materials: Record<string, Material>;
	waitingMaterial: Material;
	/** Of which the first gets Kore's body, and the second any */
	genuineUrls: string[];
	secrets: string[];
	/** Kinds of bodies that are left out */
	without: string[];
}

interface Planned {
	kind: string;
	url: string;
	callback: Callback;
}

const FOR_WAITING = 0.2;
const OTHER_SIGNATURE = 0.02;

/** The kinds that are no forgeries of a token. */
export const OTHERS = {
	waiting: 'all of these, to the waiting execution',
	unsigned: "the waiting execution's token, without n8n's signature",
	genuine: "genuine, with Kore's body",
	strange: 'genuine, with any body',
	own: "the waiting execution's own, at the end",
};

const KORE: Callback = {
	bodyKind: "Kore's",
	body: {
		contentType: 'application/json',
		bytes: () => Buffer.from(JSON.stringify({ status: 'transferred', sessionId: 's-1' })),
	},
	way: WHOLE,
};

/** What is sent in one go: forgeries, and the genuine ones among them. */
export function plan(order: Order): Planned[] {
	const { genuineUrls, seed, without } = order;
	const all = shuffled(forged(order)).filter(
		({ callback }) => !without.includes(callback.bodyKind),
	);
	const strange = fc.sample(callbacks(), { seed, numRuns: genuineUrls.length });
	const distance = Math.floor(all.length / genuineUrls.length) + 1;
	for (const [index, url] of genuineUrls.entries()) {
		const genuine =
			index % 2
				? { kind: OTHERS.strange, callback: strange[index] }
				: { kind: OTHERS.genuine, callback: KORE };
		all.splice(index * distance + (distance >> 1), 0, { ...genuine, url });
	}
	return all;
}

function forged({
	seed,
	count,
	triggerUrl,
	waitingUrl,
	materials,
	waitingMaterial,
}: Order): Planned[] {
	const toWaiting = Math.round(count * FOR_WAITING);
	const unsigned = Math.ceil(count * OTHER_SIGNATURE);
	const sample = (materialOf: (kind: string) => Material, numRuns: number) =>
		fc.sample(forgeries(materialOf), { seed, numRuns });
	return [
		...sample((kind) => materials[kind], count - toWaiting).map((callback) => ({
			kind: callback.kind,
			url: `${triggerUrl}?${callback.query}`,
			callback,
		})),
		...sample(() => waitingMaterial, toWaiting - unsigned).map((callback) => ({
			kind: OTHERS.waiting,
			url: waitingUrl.replace(/token=[^&]*/, () => callback.query),
			callback,
		})),
		...fc.sample(callbacks(), { seed, numRuns: unsigned }).map((callback, index) => ({
			kind: OTHERS.unsigned,
			url: waitingUrl.replace(/signature=[^&]*/, index % 2 ? '' : 'signature=x'),
			callback,
		})),
	];
}

/** The same order each time: kinds must not come one after the other. */
const shuffled = <T>(list: T[]) =>
	list
		.map((entry, index) => ({ entry, at: (index * 7919) % 1009 }))
		.sort((a, b) => a.at - b.at)
		.map(({ entry }) => entry);

import type { Assignment, CustomOutcome } from '../types';

export interface Facts {
	sessionId: string;
	target: Assignment['target'];
	/** Whether the world has the target */
	isKnown: boolean;
}

export interface Payload {
	name: string;
	body: string;
	contentType: string;
}

const JSON_TYPE = 'application/json';

/**
 * Kore publishes no failure of this call (docs/kore-api.md 1.4), so these are the ways in which its
 * other APIs fail, and the kinds of body that any server may send.
 */
const FAILURES: Record<
	string,
	(facts: Facts, reason: string) => { body: unknown; contentType?: string }
> = {
	status: ({ sessionId, target }) => ({
		body: { sessionId, ...target, status: 'failed', requestCompletedAt: Date.now() },
	}),
	// Outbound dialout's callback (docs/kore-api.md 1.4).
	reason: ({ sessionId, target }, reason) => ({
		body: { sessionId, ...target, status: 'Failed', reason: `480 ${reason}`, reasonCode: reason },
	}),
	// Get user information (docs/kore-api.md 1.4).
	nestedReason: (_facts, reason) => ({
		body: { status: 'failure', reason: { errors: [{ msg: reason, code: 400 }] } },
	}),
	// The five below: docs/kore-api.md 1.5.
	errors: (_facts, reason) => ({ body: { errors: [{ msg: reason, code: 400 }] } }),
	errorsMessage: (_facts, reason) => ({ body: { errors: [{ message: reason, code: 400 }] } }),
	flat: (_facts, reason) => ({ body: { code: 400, message: reason } }),
	errorString: (_facts, reason) => ({ body: { error: reason } }),
	statusError: (_facts, reason) => ({ body: { status: 'Error', message: reason } }),
	// Call-back schedule (docs/kore-api.md 1.4): success outside, failure inside.
	data: ({ sessionId }, reason) => ({
		body: { status: 'success', data: [{ sessionId, status: 'failed', reason }] },
	}),
	empty: () => ({ body: '', contentType: JSON_TYPE }),
	null: () => ({ body: null }),
	text: (_facts, reason) => ({ body: `Transfer failed: ${reason}`, contentType: 'text/plain' }),
	array: ({ sessionId }, reason) => ({ body: [{ sessionId, status: 'failed', reason }] }),
	unknown: () => ({ body: { foo: 'bar', baz: { qux: 1 } } }),
	html: () => ({
		body: '<html><body><h1>502 Bad Gateway</h1></body></html>',
		contentType: 'text/html',
	}),
};

export const FAILURE_SHAPES = Object.keys(FAILURES);

/** Kore's sample answers (docs/kore-api.md 1.3). */
export function transferred({ sessionId, target }: Facts) {
	return { sessionId, ...target, status: 'transferred', requestCompletedAt: Date.now() };
}

export function encode(body: unknown, contentType?: string) {
	if (typeof body === 'string') return { body, contentType: contentType ?? 'text/plain' };
	return { body: JSON.stringify(body), contentType: contentType ?? JSON_TYPE };
}

export function createPayload(outcome: string | CustomOutcome, facts: Facts): Payload {
	if (typeof outcome !== 'string') {
		return { name: 'custom', ...encode(outcome.body, outcome.contentType) };
	}
	if (outcome === 'transferred' && facts.isKnown) {
		return { name: outcome, ...encode(transferred(facts)) };
	}
	// Of all siblings, dialout alone fails by a callback, so an unknown target fails as it does.
	const name = outcome === 'transferred' ? 'reason' : outcome;
	const reason = facts.isKnown ? 'noAgentsAvailable' : 'Target not found';
	const { body, contentType } = FAILURES[name](facts, reason);
	return { name, ...encode(body, contentType) };
}

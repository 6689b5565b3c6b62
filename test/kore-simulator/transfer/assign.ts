import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';

import { readAssignment } from '../checks/assign-body';
import { sendAnswer } from './answer';
import { createPayload, transferred, type Facts } from './outcomes';
import type { Answer, Assignment, Endpoint } from '../types';
import type { World } from '../world/types';
import { isRefusal, type Accepted } from './accepted';
import type { BehaviorStore } from './behavior';
import type { Differences } from '../differences';
import type { Poster } from './poster';

/** As an answer's body: the transferred object, whose place Kore leaves open (docs/kore-api.md 1.3). */
export const FINAL = 'final';

const CALLBACK_PATIENCE_MS = 5000;

/**
 * In Kore's own sample the answer for a queue has another session than the request
 * (docs/kore-api.md 1.3).
 */
function factsOf({ botSessionId, target }: Assignment, world: World): Facts {
	if ('agentId' in target) {
		const isKnown = world.agents.some(({ id }) => id === target.agentId);
		return { sessionId: botSessionId, target, isKnown };
	}
	const isKnown = world.queues.some(({ id }) => id === target.queueId);
	return { sessionId: randomBytes(12).toString('hex'), target, isKnown };
}

function isAcceptance({ status, fault }: Answer) {
	return !fault && status >= 200 && status < 300;
}

function carryOut({ botSessionId, target }: Assignment, world: World) {
	const conversation = world.conversations.find((one) => one.botSessionId === botSessionId);
	conversation?.transfers.push({ at: new Date().toISOString(), target });
}

export function assignEndpoint(
	world: World,
	behavior: BehaviorStore,
	poster: Poster,
	accepted: Accepted,
	differences: Differences,
): Endpoint {
	return {
		method: 'POST',
		path: '/assign-conversation',
		scope: 'Routing',
		query: [],
		async handle(req, res) {
			const assignment = readAssignment(req.entry, world);
			const facts = factsOf(assignment, world);
			const { answer, callback } = behavior.next(assignment);
			accepted.add(assignment, req.entry, answer);
			const { status, fault = null } = answer;
			if (answer.carriedOut ?? !isRefusal({ status, fault })) carryOut(assignment, world);
			const body = answer.body === FINAL ? transferred(facts) : answer.body;
			const postCallback = poster.prepare(assignment.callbackUrl, callback, (outcome) =>
				differences.changeCallback(createPayload(outcome, facts)),
			);

			if (callback.when === 'before') {
				const patience = pause(CALLBACK_PATIENCE_MS, undefined, { ref: false });
				await Promise.race([postCallback(), patience]);
			}
			await sendAnswer(res, req.entry, { ...answer, body });
			// Who has not accepted a transfer reports none. 'before' is for the opposite case.
			if (callback.when === 'after' && isAcceptance(answer)) await postCallback();
		},
	};
}

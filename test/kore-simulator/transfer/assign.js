const { randomBytes } = require('node:crypto');
const { setTimeout: pause } = require('node:timers/promises');
const { readAssignment } = require('../checks/assign-body');
const { sendAnswer } = require('./answer');
const { createPayload, transferred } = require('./outcomes');

/** @import { Answer, Assignment, Endpoint, World } from '../types' */
/** @import { Accepted } from './accepted' */
/** @import { BehaviorStore } from './behavior' */
/** @import { Facts } from './outcomes' */
/** @import { Poster } from './poster' */

/** As an answer's body: the transferred object, whose place Kore leaves open (kore-api.md 1.3). */
const FINAL = 'final';

const CALLBACK_PATIENCE_MS = 5000;

/**
 * In Kore's own sample the answer for a queue has another session than the request
 * (kore-api.md 1.3).
 *
 * @param {Assignment} assignment
 * @param {World} world
 * @returns {Facts}
 */
function factsOf({ botSessionId, target }, world) {
	if ('agentId' in target) {
		const isKnown = world.agents.some(({ id }) => id === target.agentId);
		return { sessionId: botSessionId, target, isKnown };
	}
	const isKnown = world.queues.some(({ id }) => id === target.queueId);
	return { sessionId: randomBytes(12).toString('hex'), target, isKnown };
}

/** @param {Answer} answer */
function isAcceptance({ status, fault }) {
	return !fault && status >= 200 && status < 300;
}

/**
 * @param {World} world
 * @param {BehaviorStore} behavior
 * @param {Poster} poster
 * @param {Accepted} accepted
 * @returns {Endpoint}
 */
function assignEndpoint(world, behavior, poster, accepted) {
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
			const body = answer.body === FINAL ? transferred(facts) : answer.body;
			const postCallback = poster.prepare(assignment.callbackUrl, callback, (outcome) =>
				createPayload(outcome, facts),
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

module.exports = { FINAL, assignEndpoint };

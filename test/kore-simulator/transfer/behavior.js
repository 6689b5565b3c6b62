const { checkChoice, checkKeys } = require('../known-keys');
const { FAULTS } = require('./faults');
const { FAILURE_SHAPES } = require('./outcomes');
const { WIRES } = require('./wire');

/** @import { Answer, Assignment, Behavior, CallbackPlan, Rule } from '../types' */

/**
 * Nothing is published about the synchronous answer (kore-api.md 1.4).
 *
 * @type {Answer}
 */
const DEFAULT_ANSWER = {
	status: 200,
	body: {},
	charset: 'utf8',
	delayMs: 0,
	headers: {},
	interim: [],
};

/** @type {CallbackPlan} */
const DEFAULT_CALLBACK = {
	when: 'after',
	delayMs: 20,
	randomDelayMs: 0,
	times: 1,
	simultaneous: 1,
	outcome: 'transferred',
	sentAs: 'plain',
};

const ANSWER_KEYS = [...Object.keys(DEFAULT_ANSWER), 'contentType', 'fault'];
const INTERIM = [100, 101, 102, 103];
const TARGET_KEYS = ['botSessionId', 'agentId', 'queueId'];

/** @param {unknown} outcome */
function validateOutcome(outcome) {
	if (typeof outcome === 'object') checkKeys('callback.outcome', outcome, ['body', 'contentType']);
	else checkChoice('callback.outcome', outcome, [undefined, 'transferred', ...FAILURE_SHAPES]);
}

/** @param {Pick<Behavior, 'answer' | 'callback'>} behavior */
function validateParts({ answer = {}, callback = {} }) {
	checkKeys('answer', answer, ANSWER_KEYS);
	checkChoice('answer.fault', answer.fault, [undefined, ...Object.keys(FAULTS)]);
	checkChoice('answer.charset', answer.charset, [undefined, 'utf8', 'utf16le', 'latin1']);
	for (const status of answer.interim ?? []) checkChoice('answer.interim', status, INTERIM);
	checkKeys('callback', callback, Object.keys(DEFAULT_CALLBACK));
	checkChoice('callback.when', callback.when, [undefined, 'after', 'before', 'never']);
	checkChoice('callback.sentAs', callback.sentAs, [undefined, ...Object.keys(WIRES)]);
	const outcomes = [callback.outcome].flat();
	if (outcomes.length === 0) throw new TypeError('callback.outcome: the list is empty');
	outcomes.forEach(validateOutcome);
}

/** @param {Behavior} behavior */
function validate(behavior) {
	checkKeys('behavior', behavior, ['answer', 'callback', 'rules', 'failFirst']);
	validateParts(behavior);
	for (const rule of behavior.rules ?? []) {
		checkKeys('rule', rule, [...TARGET_KEYS, 'answer', 'callback']);
		if (!TARGET_KEYS.some((key) => key in rule)) throw new TypeError('rule: matches nothing');
		validateParts(rule);
	}
}

/**
 * @param {Rule} rule
 * @param {Assignment} assignment
 */
function matches(rule, { botSessionId, target }) {
	const facts = { botSessionId, agentId: undefined, queueId: undefined, ...target };
	return (
		[undefined, facts.botSessionId].includes(rule.botSessionId) &&
		[undefined, facts.agentId].includes(rule.agentId) &&
		[undefined, facts.queueId].includes(rule.queueId)
	);
}

function createBehavior() {
	/** @type {Behavior} */
	let behavior = {};
	let assignments = 0;

	return {
		/** @param {Behavior} next */
		set(next) {
			validate(next);
			behavior = structuredClone(next);
			assignments = 0;
		},
		/**
		 * @param {Assignment} assignment
		 * @returns {{ answer: Answer, callback: CallbackPlan }}
		 */
		next(assignment) {
			assignments += 1;
			const { answer, callback, rules = [], failFirst = Infinity } = behavior;
			const rule = rules.find((candidate) => matches(candidate, assignment));
			const general = assignments <= failFirst ? answer : undefined;
			return {
				answer: { ...DEFAULT_ANSWER, ...general, ...rule?.answer },
				callback: { ...DEFAULT_CALLBACK, ...callback, ...rule?.callback },
			};
		},
	};
}

/** @typedef {ReturnType<typeof createBehavior>} BehaviorStore */

module.exports = { createBehavior };

import { checkChoice, checkKeys } from '../known-keys';
import { FAULTS } from './faults';
import { FAILURE_SHAPES } from './outcomes';
import { WIRES } from './wire';
import type { Answer, Assignment, Behavior, CallbackPlan, Rule } from '../types';

/** Nothing is published about the synchronous answer (docs/kore-api.md 1.4). */
const DEFAULT_ANSWER: Answer = {
	status: 200,
	body: {},
	charset: 'utf8',
	delayMs: 0,
	headers: {},
	interim: [],
};

const DEFAULT_CALLBACK: CallbackPlan = {
	when: 'after',
	delayMs: 20,
	randomDelayMs: 0,
	times: 1,
	simultaneous: 1,
	outcome: 'transferred',
	sentAs: 'plain',
};

const ANSWER_KEYS = [...Object.keys(DEFAULT_ANSWER), 'contentType', 'fault', 'carriedOut'];
const INTERIM = [100, 101, 102, 103];
const TARGET_KEYS = ['botSessionId', 'agentId', 'queueId'];

function validateOutcome(outcome: unknown) {
	if (typeof outcome === 'object') checkKeys('callback.outcome', outcome, ['body', 'contentType']);
	else checkChoice('callback.outcome', outcome, [undefined, 'transferred', ...FAILURE_SHAPES]);
}

function validateParts({ answer = {}, callback = {} }: Pick<Behavior, 'answer' | 'callback'>) {
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

function validate(behavior: Behavior) {
	checkKeys('behavior', behavior, ['answer', 'callback', 'rules', 'failFirst']);
	validateParts(behavior);
	for (const rule of behavior.rules ?? []) {
		checkKeys('rule', rule, [...TARGET_KEYS, 'answer', 'callback']);
		if (!TARGET_KEYS.some((key) => key in rule)) throw new TypeError('rule: matches nothing');
		validateParts(rule);
	}
}

function matches(rule: Rule, { botSessionId, target }: Assignment) {
	const facts = { botSessionId, agentId: undefined, queueId: undefined, ...target };
	return (
		[undefined, facts.botSessionId].includes(rule.botSessionId) &&
		[undefined, facts.agentId].includes(rule.agentId) &&
		[undefined, facts.queueId].includes(rule.queueId)
	);
}

export function createBehavior() {
	let behavior: Behavior = {};
	let assignments = 0;

	return {
		set(next: Behavior) {
			validate(next);
			behavior = structuredClone(next);
			assignments = 0;
		},
		next(assignment: Assignment): { answer: Answer; callback: CallbackPlan } {
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

export type BehaviorStore = ReturnType<typeof createBehavior>;

import { UserError } from 'n8n-workflow';

const PREFIXES = new Map([
	['u', 'user'],
	['a', 'agent'],
	['qu', 'queue'],
	['c', 'conversation'],
]);

const ADVICE: Record<string, string> = {
	'Agent/user':
		"Kore keeps a user ID (u-…) and an agent ID (a-…) for the same person, and conversations show the user ID. Choose the agent 'From List', or enter the agent ID (it begins with a-).",
	'Agent/queue': "Set 'Assign To' to 'Queue', or enter the ID of an agent (a-…).",
	'Queue/agent': "Set 'Assign To' to 'Agent', or enter the ID of a queue (qu-…).",
};

/** Throws a UserError if the ID has the prefix of another kind of object: a mix-up that Kore answers with silence. */
export function rejectForeignId(field: 'Agent' | 'Queue', id: string): void {
	const kind = PREFIXES.get(/^([a-z]+)-/.exec(id)?.[1] ?? '');
	if (!kind || kind === field.toLowerCase()) return;
	const wanted = field === 'Agent' ? 'an agent (a-…)' : 'a queue (qu-…)';
	throw new UserError(`'${field}' is a ${kind} ID: ${id}`.replace('a agent', 'an agent'), {
		description: ADVICE[`${field}/${kind}`] ?? `Enter the ID of ${wanted}.`,
	});
}

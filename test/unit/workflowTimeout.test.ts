import type { IExecuteFunctions, NodeExecutionHint } from 'n8n-workflow';
import {
	assertInTime,
	hintAtTimeout,
} from '../../dist/nodes/KoreAgentAssist/resources/conversation/assign/workflowTimeout';
import type { Run } from '../../dist/nodes/KoreAgentAssist/run/openRun';
import { koreNode } from '../engine/harness/nodes';

/** What the node says before it sends so many items: the error, and the hint. */
function say(count: number, requestsPerMinute: number, executionTimeout?: number) {
	const hints: string[] = [];
	const context = {
		getNode: () => koreNode('koreAgentAssist', {}),
		getWorkflowSettings: () => ({ executionTimeout }),
		addExecutionHints: ({ message, type, location }: NodeExecutionHint) =>
			hints.push(`${type} ${location}: ${message}`),
	} as unknown as IExecuteFunctions;
	const run = { context, requestsPerMinute } as Run;
	hintAtTimeout(run, count);
	try {
		assertInTime(run, count);
		return { hint: hints[0] };
	} catch (error) {
		const { message, description } = error as { message: string; description: string };
		return { message, description };
	}
}

it.each([
	['without a limit of requests', 1000, 0, 1],
	['without a time-out', 1000, 1, undefined],
	['with a time-out that is turned off', 1000, 1, 0],
	['with another', 1000, 1, -1],
	['nothing', 0, 1, 1],
	['what is sent at once', 60, 60, 1],
	['what takes less than half of the time', 3, 2, 121],
])('lets %s through, and says nothing', (_, count, perMinute, timeout) => {
	expect(say(count, perMinute, timeout)).toEqual({ hint: undefined });
});

it.each([
	[3, 2, 120, 'these 3 items take at least 1 minute of the 2 minutes', 4],
	[61, 60, 61, 'these 61 items take at least 1 minute of the 61 seconds', 120],
	[5, 1.5, 180, 'these 5 items take at least 2 minutes of the 3 minutes', 6],
])('says that %i items at %d a minute come near %i seconds', (count, perMinute, ...rest) => {
	const [timeout, expected, most] = rest;
	const { hint } = say(count, perMinute, timeout);
	expect(hint).toMatch(/^warning outputPane: At/);
	expect(hint).toContain(`At ${perMinute} requests a minute ${expected} after which`);
	expect(hint).toMatch(new RegExp(`Of more than ${most} items none is sent\\.$`));
});

it.each([
	[3, 2, 60, '3 items take at least 1 minute', '1 minute', '2 minutes', 2],
	[3, 2, 1, '3 items take at least 1 minute', '1 second', '2 minutes', 2],
	[5, 2, 90, '5 items take at least 2 minutes', '90 seconds', '3 minutes', 4],
	[5, 1.5, 90, '5 items take at least 2 minutes', '90 seconds', '3 minutes', 4],
])('sends none of %i items at %d a minute within %i seconds', (count, perMinute, ...rest) => {
	const [timeout, takes, after, enough, most] = rest;
	const { message, description } = say(count, perMinute, timeout);
	expect(message).toBe(`${takes}, and 'Timeout Workflow' stops this workflow after ${after}`);
	expect(description).toContain(`sends ${perMinute} requests a minute`);
	expect(description).toContain(`to ${enough} or more, or send no more than ${most} items`);
	expect(description).toMatch(/No transfer was requested\.$/);
});

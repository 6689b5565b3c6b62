import type { INodeProperties } from 'n8n-workflow';

import { asText, isObject, readObject, type Row } from '../../../shared/kore/answer';
import { readIds } from '../../../shared/kore/ids';
import { queueLocator } from '../../locators/queue.description';
import { readOperation, type ReadItem } from '../../run/readOperation';
import { readSimplify, simplifyProperty } from '../../run/simplify';
import { aboutQueue, askAboutQueue } from './queue';

const properties: INodeProperties[] = [
	queueLocator,
	{
		displayName: 'Channels',
		name: 'channels',
		type: 'string',
		default: '',
		placeholder: 'e.g. rtm, msteams',
		description:
			"Count only conversations of these channels, in Kore's words, separated by commas: rtm is the Web/Mobile Client. Empty counts all.",
	},
	{
		displayName: 'Languages',
		name: 'languages',
		type: 'string',
		default: '',
		placeholder: 'e.g. en, es',
		description:
			'Count only conversations in these languages, separated by commas. Empty counts all.',
	},
	simplifyProperty,
];

/** Kore's "Queue Size" (docs/kore-api.md, 3.4), whose fields are lower case in the sample, which is followed; filters are optional. */
export const getStatistics = readOperation({
	option: {
		name: 'Get Statistics',
		value: 'getStatistics',
		action: 'Get statistics of queue',
		description:
			'Look up how many conversations wait in a queue, for how long, and who works on it',
	},
	properties,
	prepare: (item) => {
		const body = readFilters(item);
		const toRow = readSimplify(item, simplifyStatistics);
		return askAboutQueue(
			item,
			async (queueId) =>
				await item.ask({
					method: 'POST',
					path: ['monitor', 'queueStatsById', queueId],
					body,
					scope: 'SmartAssist Analytics',
					...aboutQueue(queueId),
					values: "Check 'Queue', 'Channels' and 'Languages'.",
					answer: 'statistics of a queue',
					read: (answer) => {
						const row = readObject(answer, 'queueId');
						return row && [toRow(row)];
					},
				}),
		);
	},
});

function readFilters({ filter }: ReadItem): Record<string, string[]> {
	const languages = filter('Languages', ['languages'], readIds);
	const channels = filter('Channels', ['channels'], readIds);
	return { ...(languages.length > 0 && { languages }), ...(channels.length > 0 && { channels }) };
}

/** The names are Kore's where they are words; in which unit it gives waits, its page does not say. */
function simplifyStatistics(row: Row): Row {
	const agents = isObject(row.agentStatus) ? row.agentStatus : {};
	const summary = isObject(row.queueSummary) ? row.queueSummary : {};
	return {
		queueId: asText(row.queueId),
		queueName: asText(row.queueName),
		waiting: row.waiting ?? null,
		engaged: row.engaged ?? null,
		dropOff: row.dropOff ?? null,
		numberOfAgents: row.noOfAgents ?? null,
		availableAgents: agents.available ?? null,
		busyAgents: agents.busy ?? null,
		awayAgents: agents.away ?? null,
		offlineAgents: agents.offline ?? null,
		averageWait: summary.avgWait ?? null,
		maxWait: summary.maxWait ?? null,
		averageSpeedToAnswer: summary.ASA ?? null,
	};
}

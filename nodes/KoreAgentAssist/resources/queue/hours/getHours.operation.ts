import { UserError, type INodeProperties } from 'n8n-workflow';

import { describeFound } from '../../../../shared/foundValue';
import { asText, isObject, readObject, type Row } from '../../../../shared/kore/answer';
import { queueLocator } from '../../../locators/queue.description';
import { readOperation, type ReadItem } from '../../../run/readOperation';
import { readSimplify, simplifyProperty } from '../../../run/simplify';
import { aboutQueue, askAboutQueue } from '../queue';
import { openAt, readSpecialDays } from './openAt';
import { momentOf } from './wallClock';

const properties: INodeProperties[] = [
	queueLocator,
	{
		displayName: 'At',
		name: 'at',
		type: 'dateTime',
		default: '',
		description:
			'The time to find out about: isOpen tells whether the queue is open then. Empty means now; a time without a zone is in the time zone of the workflow.',
	},
	simplifyProperty,
];

/** Kore's "Hours of Operation" (docs/kore-api.md, 3.4), and whether they are open. */
export const getHours = readOperation({
	option: {
		name: 'Get Hours',
		value: 'getHours',
		action: 'Get hours of queue',
		description: 'Look up when a queue is open, and whether it is',
	},
	properties,
	prepare: (item) => {
		const orgId = item.orgId();
		const at = item.filter('At', ['at'], readTimeIn(item), 'the answer would be about now');
		const toRow = readSimplify(item, simplifyHours);
		return askAboutQueue(
			item,
			async (queueId) =>
				await item.ask({
					method: 'GET',
					streamInHeader: true,
					path: ['organizations', orgId, 'operationshours', queueId],
					scope: 'Configuration',
					...aboutQueue(queueId),
					values: "Check 'Queue', and 'Organization ID' in the credential.",
					answer: 'hours of operation',
					read: (answer) => {
						const hours = readObject(answer, 'standardDays');
						if (!hours) return undefined;
						const moment = at ?? new Date();
						return [
							{ queueId, ...openAt(hours, moment), at: moment.toISOString(), ...toRow(hours) },
						];
					},
				}),
		);
	},
});

/** The reader of a time, which is undefined for now. */
const readTimeIn =
	({ timeZone }: ReadItem) =>
	(field: string, value: unknown): Date | undefined => {
		if (value === '' || value === null || value === undefined) return undefined;
		const at = toDate(value, timeZone);
		if (at && !Number.isNaN(at.getTime())) return at;
		throw new UserError(`'${field}' is ${describeFound(value)}`, {
			description: 'Enter a date and time, e.g. 2026-11-24T16:00, or leave it empty for now.',
		});
	};

/** From a date of n8n's form, or what an expression may give: a text, milliseconds, or an object of Luxon's or JavaScript's. */
function toDate(value: unknown, timeZone: string): Date | undefined {
	// JavaScript takes an empty list for the number 0.
	if (Array.isArray(value)) return undefined;
	if (typeof value === 'object' || typeof value === 'number') return new Date(Number(value));
	if (typeof value !== 'string') return undefined;
	const text = value.trim().replace(' ', 'T');
	// JavaScript takes a lone number for a year or a month.
	if (!/^\d{4}-\d\d-\d\d/.test(text)) return undefined;
	return /(z|[+-]\d{2}:?\d{2})$/i.test(text.slice(10)) ? new Date(text) : momentOf(text, timeZone);
}

function simplifyHours(row: Row): Row {
	return {
		id: asText(row.id),
		name: asText(row.name),
		timezone: asText(row.timezone),
		status: asText(row.status),
		standardDays: isObject(row.standardDays) ? (row.standardDays.days ?? []) : [],
		specialDays: readSpecialDays(row.specialDays),
	};
}

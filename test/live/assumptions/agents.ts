import { asText, isObject, type Row } from '../../../dist/nodes/shared/kore/answer';
import { findIds, rowsOf } from '../found';
import { Names } from '../mask/names';
import { joined, shown } from '../mask/shown';
import { about, hasFields, idsOf, whole } from './about';
import { judged, notSeen, type Assumption } from './assumption';
import type { Seen } from '../seen';

const STATES = ['AVAILABLE', 'BUSY', 'OFFLINE', 'AWAY'] as const;
const CAPACITY = ['isEnabled', 'totalCapacity', 'usedCapacity', 'availableCapacity'];

/** Whether all who are available for the queue are in it, as the list of queues has it; true if that lists nobody. */
function areMembers(seen: Seen, body: unknown): boolean {
	const { queueId } = findIds(seen);
	const queue = rowsOf(seen.answers.get('queues')?.body).find(({ id }) => id === queueId);
	const members = Array.isArray(queue?.agents) ? queue.agents.filter(isObject) : [];
	const known = new Set(idsOf(members, 'userId'));
	return known.size === 0 || idsOf(availableRows(body), 'userId').every((id) => known.has(id));
}

const availableRows = (body: unknown): Row[] =>
	isObject(body) ? Object.values(body).flat().filter(isObject) : [];

/** One agent, and who is available. */
export const agentAssumptions: Assumption[] = [
	{
		id: 'A19',
		section: '3.4',
		says: 'Availability answers with four arrays: `AVAILABLE`, `BUSY`, `OFFLINE`, `AWAY`.',
		judge: (seen) =>
			about(seen, 'availability', (body) => {
				const lists = isObject(body) ? body : {};
				const there = STATES.filter((state) => Array.isArray(lists[state]));
				const names = new Names();
				const keys = joined(Object.keys(lists).map((name) => names.show(name)));
				const isAll = there.length === STATES.length;
				return judged(isAll && Object.keys(lists).length === STATES.length, keys);
			}),
	},
	{
		id: 'A20',
		section: '3.4',
		says: 'A row of availability has `_id`, `userId` and `channelCapacity`, whose channels have `isEnabled`, `totalCapacity`, `usedCapacity`, `availableCapacity`, or nothing.',
		judge: (seen) =>
			about(seen, 'availability', (body) => {
				const rows = availableRows(body);
				if (rows.length === 0) return notSeen(shown`no agent in it`);
				const fields = hasFields(rows, ['_id', 'userId', 'channelCapacity']);
				if (fields.verdict === 'differs') return fields;
				const channels = rows.flatMap(({ channelCapacity }) =>
					isObject(channelCapacity) ? Object.values(channelCapacity) : [channelCapacity],
				);
				const filled = channels.filter(
					(channel) => isObject(channel) && Object.keys(channel).length > 0,
				);
				if (channels.some((channel) => !isObject(channel))) {
					return judged(false, shown`a channel that is no object`);
				}
				if (filled.length === 0) return notSeen(shown`empty channels`);
				const each = filled.map((channel) => hasFields([channel as Row], CAPACITY));
				return each.find(({ verdict }) => verdict === 'differs') ?? each[0];
			}),
	},
	{
		id: 'A21',
		section: '3.4',
		says: 'Availability takes `queueIds` alone, and has no agent then who is not in the whole answer.',
		judge: (seen) =>
			about(seen, 'availability', (all) =>
				about(seen, 'availabilityOfQueue', (body) => {
					const known = new Set(idsOf(availableRows(all), '_id'));
					const ids = idsOf(availableRows(body), '_id');
					const strangers = ids.filter((id) => id === '' || !known.has(id)).length;
					if (ids.length === 0) return notSeen(shown`no agent in it`);
					if (ids.length === known.size && strangers === 0 && !areMembers(seen, body)) {
						return judged(false, shown`all ${known.size} agents, though not all are in the queue`);
					}
					return judged(
						strangers === 0,
						shown`${ids.length} of ${known.size} agents, ${strangers} others`,
					);
				}),
			),
	},
	{
		id: 'A22',
		section: '3.4',
		says: 'One agent is one object with its `id`, and `iceServers` in it.',
		judge: (seen) =>
			about(seen, 'agent', (body) => {
				const { agentId } = findIds(seen);
				if (!isObject(body) || body.id !== agentId) {
					return judged(false, shown`no object with that \`id\``);
				}
				return hasFields([body], ['id', 'iceServers']);
			}),
	},
	{
		id: 'A23',
		section: '3.4',
		says: 'A custom ID is answered with an array of whole agents (`id`, `emailId`, `status`, `customId`).',
		judge: (seen) =>
			about(seen, 'customId', (body) => {
				const rows = Array.isArray(body) ? body.filter(isObject) : [];
				if (rows.length === 0) return judged(false, whole(body));
				const { customId } = findIds(seen);
				if (rows.some((row) => asText(row.customId) !== customId)) {
					return judged(false, shown`agents with another custom ID, or none`);
				}
				return hasFields(rows, ['id', 'emailId', 'status', 'customId']);
			}),
	},
	{
		id: 'A24',
		section: '3.4',
		says: 'A custom ID that nobody has is answered with an empty array.',
		judge: (seen) =>
			about(seen, 'noCustomId', (body) =>
				judged(Array.isArray(body) && body.length === 0, whole(body)),
			),
	},
];

import { UserError, type INodeProperties } from 'n8n-workflow';

import { describeFound } from '../../../shared/foundValue';
import type { Row } from '../../../shared/kore/answer';
import { rejectForeignId, type IdKind } from '../../../shared/kore/foreignId';
import { readIds } from '../../../shared/kore/ids';
import { readOperation, type ReadItem } from '../../run/readOperation';
import { readSimplify, simplifyProperty } from '../../run/simplify';
import { readSwitch } from '../../run/values';
import {
	CHANNELS,
	freeCapacity,
	isFull,
	readAvailability,
	simplifyAvailability,
	type Channel,
} from './availability';

const ids = (displayName: string, name: string, placeholder: string): INodeProperties => ({
	displayName,
	name,
	type: 'string',
	default: '',
	placeholder,
	description: 'Several are separated by commas; an expression may also give an array',
});

const properties: INodeProperties[] = [
	{
		...ids('Queue IDs', 'queueIds', 'e.g. qu-b5d3bb4-a1ac-4caa-9be6-55a5abc3xxxx'),
		hint: 'All agents are asked for if queues, agents and skills are blank',
	},
	ids('Agent IDs', 'agentIds', 'e.g. a-220172c-856e-4db6-a2d1-d4c2dabexxxx'),
	ids('Skill IDs', 'skillIds', 'e.g. 68402981bfe0b8e53f7xxxxx'),
	{
		displayName: 'Channel',
		name: 'channel',
		type: 'options',
		options: [
			{ name: 'All', value: 'all' },
			{ name: 'Email', value: 'email' },
			{ name: 'Live Chat', value: 'liveChat' },
			{ name: 'Messaging', value: 'messaging' },
			{ name: 'Voice', value: 'voice' },
			{ name: 'Voicemail', value: 'voiceMail' },
		],
		default: 'all',
		description:
			'The channel whose free capacity counts: in the output, for the filter and for the order',
	},
	{
		displayName: 'Only Available',
		name: 'onlyAvailable',
		type: 'boolean',
		default: false,
		description:
			'Whether to leave out agents who are busy, away or offline, or have no free capacity on the chosen channel. If nobody is left, nothing goes out: turn on Always Output Data in the settings of the node to go on with an empty item.',
	},
	{
		displayName: 'Sort by Free Capacity',
		name: 'sortByFreeCapacity',
		type: 'boolean',
		default: false,
		description:
			'Whether to list the available agents first, the one with the most free capacity at the top',
	},
	simplifyProperty,
];

const FILTERS: Array<[field: string, name: string, kind?: IdKind]> = [
	['Skill IDs', 'skillIds'],
	['Queue IDs', 'queueIds', 'queue'],
	['Agent IDs', 'agentIds', 'agent'],
];

const NOT_ONLY = 'who is busy, away or offline would be found, too';

/** Undefined if it is empty, which is off. */
const readSetting = (field: string, value: unknown): boolean | undefined =>
	readSwitch(field, value, undefined);

/** Kore's "Check Agent Availability Status" (docs/kore-api.md, 3.4); filters without an ID are left out, as all are optional. */
export const getAvailability = readOperation({
	option: {
		name: 'Get Availability',
		value: 'getAvailability',
		action: 'Get availability of agents',
		description: 'Look up who is available, and how much each of them can still take',
	},
	properties,
	prepare: (item) => {
		const body = readFilters(item);
		const channels = readChannels(item);
		const toRow = readSimplify(item, (row) =>
			simplifyAvailability(row, channels, item.isTool ? channels : CHANNELS),
		);
		const onlyAvailable = item.filter('Only Available', ['onlyAvailable'], readSetting, NOT_ONLY);
		const sort = item.filter(
			'Sort by Free Capacity',
			['sortByFreeCapacity'],
			readSetting,
			'the first agent would be any',
		);
		return async () =>
			await item.ask({
				method: 'POST',
				path: ['agents', 'availability'],
				body,
				scope: 'Configuration',
				values: "Check 'Queue IDs', 'Agent IDs' and 'Skill IDs'.",
				answer: 'agents by their state',
				read: (answer) => {
					const agents = readAvailability(answer);
					const free = agents?.map((agent) => ({ agent, capacity: freeCapacity(agent, channels) }));
					const wanted = free?.filter(
						({ agent }) =>
							!onlyAvailable || (agent.state === 'available' && !isFull(agent, channels)),
					);
					if (sort) wanted?.sort(byFreeCapacity);
					return wanted?.map(({ agent }) => toRow(agent));
				},
			});
	},
});

interface FreeAgent {
	agent: Row;
	capacity: number;
}

/** Whoever takes the first must not get somebody who is away. */
function byFreeCapacity(one: FreeAgent, other: FreeAgent): number {
	const isAvailable = ({ agent }: FreeAgent) => Number(agent.state === 'available');
	return isAvailable(other) - isAvailable(one) || other.capacity - one.capacity;
}

function readFilters({ filter }: ReadItem): Record<string, string[]> {
	const filters = FILTERS.map(([field, name, kind]) => {
		const found = filter(field, [name], readIds);
		if (kind) found.forEach((id) => rejectForeignId(field, kind, id));
		return [name, found] as const;
	});
	return Object.fromEntries(filters.filter(([, found]) => found.length > 0));
}

function readChannels({ parameter }: ReadItem): Channel[] {
	const channel = parameter('channel');
	const channels = CHANNELS.filter((name) => channel === 'all' || channel === name);
	if (channels.length > 0) return channels;
	throw new UserError(`'Channel' is ${describeFound(channel)}`, {
		description: `It must be one of: all, ${CHANNELS.join(', ')}. Check the expression in 'Channel'.`,
	});
}

import { asText, isErrorBody, isObject, type Row } from '../../../shared/kore/answer';
import { readEmail, readName } from '../../../shared/kore/directory/entry';

/** Kore's names of them (docs/kore-api.md, 3.4). */
export const CHANNELS = ['liveChat', 'messaging', 'email', 'voice', 'voiceMail'] as const;

/** The lists of Kore's answer. An agent in several counts for the last of them: so nobody is thought free who is not. */
const STATES = ['AVAILABLE', 'BUSY', 'AWAY', 'OFFLINE'];

export type Channel = (typeof CHANNELS)[number];

interface Capacity extends Row {
	/** Null if Kore does not say. */
	isEnabled: boolean | null;
	totalCapacity: number;
	usedCapacity: number;
	availableCapacity: number;
}

/**
 * Kore's rows, each agent once, with `state`: `available`, `busy`, `away` or `offline`. Undefined if the answer has none of Kore's
 * four lists.
 */
export function readAvailability(answer: unknown): Row[] | undefined {
	if (!isObject(answer) || isErrorBody(answer)) return undefined;
	const lists = STATES.filter((state) => Array.isArray(answer[state]));
	if (lists.length === 0) return undefined;
	const agents = new Map<unknown, Row>();
	for (const state of lists) {
		for (const row of (answer[state] as unknown[]).filter(isObject)) {
			const id = asText(row._id) ?? row;
			agents.delete(id);
			agents.set(id, { ...row, state: state.toLowerCase() });
		}
	}
	return [...agents.values()];
}

/** What an agent can still take on these channels. */
export const freeCapacity = (agent: Row, channels: Channel[]): number =>
	channels
		.map((channel) => readCapacity(agent, channel))
		.filter(({ isEnabled }) => isEnabled !== false)
		.reduce((sum, { availableCapacity }) => sum + availableCapacity, 0);

/** Whether an agent can take nothing on these channels. Of all, Kore's word counts if it tells the capacity of none. */
export const isFull = (agent: Row, channels: Channel[]): boolean =>
	freeCapacity(agent, channels) === 0 &&
	(channels.length === 1 || channels.some((channel) => hasCapacity(agent, channel)));

/** `shown` are the channels whose capacity stands in it. */
export const simplifyAvailability = (
	agent: Row,
	channels: Channel[],
	shown: readonly Channel[] = CHANNELS,
): Row => ({
	id: asText(agent._id),
	userId: asText(agent.userId),
	name: readName(agent),
	email: readEmail(agent),
	customId: asText(agent.customId),
	state: agent.state,
	availableCapacity: freeCapacity(agent, channels),
	channels: Object.fromEntries(shown.map((channel) => [channel, readCapacity(agent, channel)])),
});

function hasCapacity({ channelCapacity }: Row, channel: Channel): boolean {
	const capacity = isObject(channelCapacity) ? channelCapacity[channel] : undefined;
	return isObject(capacity) && Object.keys(capacity).length > 0;
}

/** Kore sends an empty object for some channels: then nothing is free there, and nobody knows whether it is enabled. */
function readCapacity({ channelCapacity }: Row, channel: Channel): Capacity {
	const capacity = isObject(channelCapacity) ? channelCapacity[channel] : undefined;
	const { isEnabled, totalCapacity, usedCapacity, availableCapacity } = isObject(capacity)
		? capacity
		: ({} as Row);
	return {
		isEnabled: typeof isEnabled === 'boolean' ? isEnabled : null,
		totalCapacity: Number(totalCapacity) || 0,
		usedCapacity: Number(usedCapacity) || 0,
		availableCapacity: Math.max(0, Number(availableCapacity) || 0),
	};
}

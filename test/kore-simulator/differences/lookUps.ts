import { INVALID_ARGUMENTS, Rejection } from '../checks/rejection';
import { koreId } from '../world/ids';
import { changing, isJson, pathOf, renamed, type Difference, type Json } from './difference';

const AVAILABILITY = /^\/agents\/availability$/;
const CUSTOM_ID = /^\/agents\/customId\/./;
const HOURS = /^\/organizations\/[^/]+\/operationshours\/./;
const STATISTICS = /^\/monitor\/queueStatsById\/./;

/** `5:30 PM` as 17:30. */
function in24Hours(time: string): string {
	const [, hour, minute, half] = /^(\d+):(\d+).* ([AP])M$/.exec(time) ?? [];
	return `${(Number(hour) % 12) + (half === 'P' ? 12 : 0)}:${minute}`.padStart(5, '0');
}

function oneCapacity(row: Json): Json {
	const channels = Object.entries(row.channelCapacity as Record<string, Json>);
	const flat = channels.map(([name, channel]) => [name, channel.availableCapacity ?? 0]);
	return { ...row, channelCapacity: Object.fromEntries(flat) as Json };
}

export const lookUpDifferences = {
	onBreak: {
		says: 'availability has ON_BREAK in place of AWAY',
		reply: changing(AVAILABILITY, (body) => renamed(body as Json, 'AWAY', 'ON_BREAK')),
	},
	capacityIsNumber: {
		says: 'the capacity of a channel is a number',
		reply: changing(AVAILABILITY, (body) =>
			Object.fromEntries(
				Object.entries(body as Record<string, Json[]>).map(([state, rows]) => [
					state,
					rows.map(oneCapacity),
				]),
			),
		),
	},
	availabilityTakesNoQueue: {
		says: 'availability takes no queueIds',
		request: (req) => {
			const { json } = req.entry;
			if (!AVAILABILITY.test(pathOf(req)) || !isJson(json) || !('queueIds' in json)) return;
			throw new Rejection(INVALID_ARGUMENTS, 'queueIds');
		},
	},
	agentIsWrapped: {
		says: 'one agent stands in an object of its own',
		reply: changing(/^\/agents\/a-/, (body) => ({ result: body })),
	},
	customIdIsObject: {
		says: 'a custom ID brings an object in place of an array',
		reply: changing(CUSTOM_ID, (body) => (body as Json[])[0] ?? body),
	},
	noCustomIdIs404: {
		says: 'a custom ID that nobody has is 404',
		reply: changing(CUSTOM_ID, (body, reply) => {
			if (!Array.isArray(body) || body.length > 0) return body;
			reply.status = 404;
			return { errors: [{ msg: 'Agent not found', code: 404 }] };
		}),
	},
	statisticsAreObject: {
		says: 'statistics are an object in place of an array',
		reply: changing(STATISTICS, (body) => (body as Json[])[0]),
	},
	timeZone: {
		says: 'hours have timeZone in place of timezone',
		reply: changing(HOURS, (body) => renamed(body as Json, 'timezone', 'timeZone')),
	},
	timesOf24Hours: {
		says: 'times of hours are like 17:30',
		reply: changing(HOURS, (body) => {
			const { standardDays, ...others } = body as Json & { standardDays: { days: Json[] } };
			const days = standardDays.days.map(({ start, end, ...day }) => ({
				...day,
				start: in24Hours(String(start)),
				end: in24Hours(String(end)),
			}));
			return { ...others, standardDays: { ...standardDays, days } };
		}),
	},
	specialDays: {
		says: 'hours have a special day',
		reply: changing(HOURS, (body) => ({
			...(body as Json),
			specialDays: { frequency: 'YEARLY', days: [{ date: '12-25', isClosed: true }] },
		})),
	},
	conversationHasNoSession: {
		says: 'one conversation has no botSessionId',
		reply: changing(/^\/conversations\/c-/, (body) =>
			renamed(body as Json, 'botSessionId', 'sessionId'),
		),
	},
	sessionIsAnothers: {
		says: 'a bot session finds another conversation',
		reply: changing(/^\/conversations\/sessions\/./, (body) => ({
			...(body as Json),
			_id: koreId('c', 999),
		})),
	},
} satisfies Record<string, Difference>;

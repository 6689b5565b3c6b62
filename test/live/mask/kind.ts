import { maskMessage } from './message';
import { isMadeOfWords } from './names';
import { joined, oneOf, shown, type Shown } from './shown';

/** Words of Kore's that stand for a state, a kind or a day, and for nobody. */
export const STATES = [
	...['ACTIVE', 'INACTIVE', 'CLOSED', 'IDLE', 'OPEN', 'OVERDUE', 'TERMINATED', 'PENDING', 'QUEUED'],
	...['AVAILABLE', 'BUSY', 'OFFLINE', 'AWAY', 'Available', 'Busy', 'Offline', 'Away', 'Online'],
	...['available', 'busy', 'offline', 'away', 'active', 'inactive', 'closed', 'open'],
	...[
		'transferred',
		'TRANSFERRED',
		'Transferred',
		'failed',
		'FAILED',
		'Failed',
		'failure',
		'error',
	],
	...['Error', 'rejected', 'success', 'SUCCESS', 'completed', 'accepted', 'queued', 'timeout'],
	...['QUEUE', 'AGENT', 'OTHERS', 'ASSIGNED', 'DROP-OFF', 'SYSTEM_DROP_OFF'],
	...['livechat', 'messaging', 'voice', 'email', 'WEEKLY', 'YEARLY', 'DAILY', 'MONTHLY'],
	...['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'],
];

const STATE_FIELDS = [
	...['status', 'onlineStatus', 'onlineStatusType', 'type', 'transferredType', 'conversationType'],
	...['metaStatus', 'frequency', 'day'],
];

/** What Kore says in them is what one wants to know of a refusal. */
const MESSAGE_FIELDS = ['msg', 'message', 'reason', 'reasonCode', 'error', 'errorMessage'];

const PREFIXES = ['st', 'o', 'a', 'u', 'qu', 'cs', 'c', 'ag', 'h'];

const FORMS: Array<[RegExp, Shown]> = [
	[/^$/, shown`empty text`],
	[/^[\da-f]{24}$/i, shown`24 hex digits`],
	[/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i, shown`UUID`],
	[/^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:?\d\d)$/, shown`ISO 8601`],
	[/^1[5-9]\d{11}$/, shown`text, ms since 1970`],
	[/^\d{1,2}:\d\d(:\d\d(\.\d+)?)? [AP]M$/, shown`time like 9:00 AM`],
	[/^\d{1,2}:\d\d(:\d\d(\.\d+)?)?$/, shown`time like 09:00`],
	[/^[A-Z][A-Za-z_]+\/[A-Z][A-Za-z_/]+$/, shown`text like a time zone`],
	[/^[^\s@]+@[^\s@]+$/, shown`e-mail address`],
	[/^[a-z]+:\/\//i, shown`address`],
];

/** Numbers that are settings and codes, so that the number itself is what one wants to know. */
const PLAIN_NUMBERS = ['limit', 'skip', 'page', 'code'];

/** What kind of value it is; the value itself only where it is one of a fixed list, true or false, or a small setting. */
export function kindOf(field: string, value: unknown): Shown {
	if (value === null) return shown`null`;
	if (typeof value === 'string') return textKind(field, value);
	if (typeof value === 'boolean') return value ? shown`true` : shown`false`;
	if (typeof value === 'number') return numberOf(field, value);
	if (Array.isArray(value)) return value.length === 0 ? shown`empty array` : shown`array`;
	return Object.keys(value as object).length === 0 ? shown`empty object` : shown`object`;
}

function textKind(field: string, value: string): Shown {
	if (oneOf(STATE_FIELDS, field)) return state(value);
	const isMessage = oneOf(MESSAGE_FIELDS, field) && value !== '';
	return isMessage ? maskMessage(value) : form(value);
}

const state = (value: string): Shown =>
	oneOf(STATES, value) || isMadeOfWords(value) ? shown`“${value as Shown}”` : shown`another word`;

/** The form of a text: of an ID its prefix, and how many digits its groups have. */
export function form(value: string): Shown {
	const known = FORMS.find(([pattern]) => pattern.test(value));
	if (known) return known[1];
	const [prefix, ...groups] = value.split('-');
	const isId = groups.length > 1 && groups.every((group) => /^[\da-z]+$/i.test(group));
	const kind = oneOf(PREFIXES, prefix);
	if (!kind || !isId) return shown`text`;
	const lengths = groups.map((group) => shown`${group.length}`);
	return shown`ID ${kind}-… (${joined(lengths, '-')})`;
}

function numberOf(field: string, value: number): Shown {
	const isPlain = oneOf(PLAIN_NUMBERS, field) && Number.isInteger(value) && value < 10_000;
	if (isPlain) return shown`${value}`;
	const isTime = value > 1.5e12 && value < 2e12;
	return isTime ? shown`number, ms since 1970` : shown`number`;
}

import { asText, isObject, readObjects } from '../../../dist/nodes/shared/kore/answer';
import { findIds, rowsOf } from '../found';
import { kindOf } from '../mask/kind';
import { joined, shown } from '../mask/shown';
import { about, aboutRows, hasFields, idsOf } from './about';
import { judged, notSeen, type Assumption } from './assumption';

const STATUSES = ['ACTIVE', 'CLOSED', 'IDLE', 'OPEN', 'OVERDUE', 'TERMINATED'];

/** Lists of conversations, and one of them. */
export const conversationAssumptions: Assumption[] = [
	{
		id: 'A29',
		section: '3.4',
		says: 'The list of conversations takes `limit` and `skip`.',
		judge: (seen) =>
			aboutRows(seen, 'conversations', (all) =>
				about(seen, 'conversationsLimited', (limited) =>
					about(seen, 'conversationsSkipped', (skipped) => {
						const [two, next] = [idsOf(rowsOf(limited), '_id'), idsOf(rowsOf(skipped), '_id')];
						if (all.length < 3) return notSeen(shown`fewer than three conversations`);
						const isSkipped = Boolean(next[0]) && next[0] === two[1];
						const where = isSkipped ? shown`begins one later` : shown`does not begin one later`;
						const what = shown`with \`limit\` 2: ${two.length} rows; \`skip\` 1 ${where}`;
						return judged(two.length === 2 && isSkipped, what);
					}),
				),
			),
	},
	{
		id: 'A30',
		section: '3.4',
		says: 'The list of conversations takes one `status`, and has no other then.',
		judge: (seen) =>
			aboutRows(seen, 'closedConversations', (rows) => {
				const others = rows.filter(({ status }) => status !== 'CLOSED').length;
				const all = rowsOf(seen.answers.get('conversations')?.body);
				if (all.every(({ status }) => status === 'CLOSED')) {
					return notSeen(shown`the list without it has no other status either`);
				}
				return judged(others === 0, shown`${rows.length} rows, ${others} with another status`);
			}),
	},
	{
		id: 'A31',
		section: '3.1',
		says: 'The status of a conversation is ACTIVE, CLOSED, IDLE, OPEN, OVERDUE or TERMINATED.',
		judge: (seen) =>
			aboutRows(seen, 'conversations', (rows) => {
				const words = rows.map(({ status }) => status);
				const kinds = [...new Set(words.map((word) => kindOf('status', word ?? null)))];
				return judged(
					words.every((word) => STATUSES.some((one) => one === word)),
					joined(kinds),
				);
			}),
	},
	{
		id: 'A32',
		section: '3.4',
		says: 'One conversation is one object with `_id`, `botSessionId`, `status`, `participants` and `transferDetails`.',
		judge: (seen) =>
			about(seen, 'conversation', (body) =>
				hasFields(isObject(body) ? [body] : [], [
					...['_id', 'botSessionId', 'status', 'participants', 'transferDetails'],
				]),
			),
	},
	{
		id: 'A33',
		section: '3.4',
		says: 'The `botSessionId` of a conversation, taken for the session ID, finds the same conversation.',
		judge: (seen) =>
			about(seen, 'session', (body) => {
				const ids = (readObjects(body, '_id') ?? []).map(({ _id }) => asText(_id));
				const isThere = ids.includes(findIds(seen).conversationId ?? '');
				const which = isThere ? shown`the same one among them` : shown`another one`;
				return judged(
					isThere,
					shown`${ids.length} found, ${ids.length > 0 ? which : shown`so not that one`}`,
				);
			}),
	},
];

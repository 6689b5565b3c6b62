import { isObject } from '../../../dist/nodes/shared/kore/answer';
import { rowsOf } from '../found';
import { form, kindOf } from '../mask/kind';
import { joined, shown, type Shown } from '../mask/shown';
import { aboutRows, idsOf } from './about';
import { judged, notSeen, type Assumption, type Finding } from './assumption';
import type { Seen } from '../seen';

/** How IDs look, whose they are, and the word for an agent's state. */
export const idAssumptions: Assumption[] = [
	{
		id: 'A16',
		section: '3.1',
		says: 'IDs begin with `qu-` (queue), `a-` (agent), `u-` (user), `o-` (organization), `c-` (conversation); a bot session has 24 hex digits.',
		judge: judgeIds,
	},
	{
		id: 'A17',
		section: '3.1',
		says: "The `agentId` of a conversation's participant is a user's ID, `u-…`.",
		judge: (seen) =>
			aboutRows(seen, 'conversations', (rows) => {
				const people = rows.flatMap(({ participants }) => participants).filter(isObject);
				const ids = idsOf(people, 'agentId').filter(Boolean);
				if (ids.length === 0) return notSeen(shown`no conversation with an agent`);
				return judged(
					ids.every((id) => id.startsWith('u-')),
					forms(ids),
				);
			}),
	},
	{
		id: 'A18',
		section: '3.4',
		says: 'The `status` of an agent is `ACTIVE`; no other word is known.',
		judge: (seen) =>
			aboutRows(seen, 'agents', (rows) => {
				const words = rows.map(({ status }) => status).filter((word) => word !== undefined);
				if (words.length === 0) return notSeen(shown`no \`status\``);
				const kinds = [...new Set(words.map((word) => kindOf('status', word)))];
				return judged(
					words.every((word) => word === 'ACTIVE'),
					joined(kinds),
				);
			}),
	},
];

/** Where IDs stand by the documentation, and how they have to begin. */
function judgeIds(seen: Seen): Finding {
	const rows = (name: 'queues' | 'agents' | 'conversations') =>
		rowsOf(seen.answers.get(name)?.body);
	const [queues, agents, conversations] = [rows('queues'), rows('agents'), rows('conversations')];
	const expected: Array<[Shown, RegExp, string[]]> = [
		[shown`queue`, /^qu-/, idsOf(queues)],
		[shown`agent`, /^a-/, idsOf(agents)],
		[shown`user`, /^u-/, idsOf(agents, 'userId')],
		[shown`organization`, /^o-/, idsOf([...queues, ...agents], 'orgId')],
		[shown`conversation`, /^c-/, idsOf(conversations, '_id')],
		[shown`bot session`, /^[\da-f]{24}$/i, idsOf(conversations, 'botSessionId')],
	];
	const found = expected
		.map(([whose, pattern, all]) => ({ whose, pattern, ids: all.filter(Boolean) }))
		.filter(({ ids }) => ids.length > 0);
	if (found.length === 0) return notSeen(shown`no ID`);
	const others = found
		.map(({ ids, ...one }) => ({ ...one, ids: ids.filter((id) => !one.pattern.test(id)) }))
		.filter(({ ids }) => ids.length > 0);
	const told = others.length > 0 ? others : found;
	const what = told.map(({ whose, ids }) => shown`${whose}: ${forms(ids)}`);
	return judged(others.length === 0, joined(what, '; '));
}

const forms = (ids: string[]): Shown => joined([...new Set(ids.map(form))].slice(0, 8));

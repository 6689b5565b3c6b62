import {
	changing,
	changingRows,
	renamed,
	rowsOf,
	withQuery,
	type Difference,
	type Json,
} from './difference';

const QUEUES = /^\/queues$/;
const AGENTS = /^\/organizations\/[^/]+\/agents$/;
const CONVERSATIONS = /^\/conversations$/;

export const listDifferences = {
	pagesOf20: {
		says: 'lists have pages of 20',
		reply: changing(QUEUES, (body) => ({ ...(body as Json), limit: 20 })),
	},
	queuesHaveOnePage: {
		says: 'the list of queues takes no page',
		request: (req) => withQuery(req, QUEUES, 'page', () => undefined),
	},
	queuesAreOtherwiseActive: {
		says: 'a queue has active in place of isActive',
		reply: changingRows(QUEUES, (row) => renamed(row, 'isActive', 'active')),
	},
	agentsCountFrom0: {
		says: 'the list of agents counts pages from 0',
		request: (req) => withQuery(req, AGENTS, 'page', (page) => String(Number(page) + 1)),
	},
	agentsAsInTable: {
		says: "agents have name and email, as in the page's table",
		reply: changingRows(AGENTS, ({ firstName, lastName, emailId, ...row }) => ({
			...row,
			name: `${String(firstName)} ${String(lastName)}`,
			email: emailId,
		})),
	},
	listsHaveNoTotal: {
		says: 'lists have no totalResults',
		reply: changing(/./, (body) =>
			rowsOf(body).length > 0 ? renamed(body as Json, 'totalResults', 'total') : body,
		),
	},
	userIdsAreOthers: {
		says: 'the ID of a user begins otherwise',
		reply: changingRows(AGENTS, (row) => ({
			...row,
			userId: String(row.userId).replace(/^u-/, 'user-'),
		})),
	},
	participantsAreAgents: {
		says: 'participants have the ID of an agent',
		reply: changingRows(CONVERSATIONS, (row) => ({
			...row,
			participants: [row.participants].flat().map((one) => {
				const participant = one as Json;
				return { ...participant, agentId: String(participant.agentId).replace(/^u-./, 'a-') };
			}),
		})),
	},
	agentsOnLeave: {
		says: 'an agent may be ON_LEAVE',
		reply: changingRows(AGENTS, (row) => ({ ...row, status: 'ON_LEAVE' })),
	},
	conversationsHaveNoLimit: {
		says: 'the list of conversations takes no limit',
		request: (req) => withQuery(req, CONVERSATIONS, 'limit', () => undefined),
	},
	conversationsHaveNoStatus: {
		says: 'the list of conversations takes no status',
		request: (req) => withQuery(req, CONVERSATIONS, 'status', () => undefined),
	},
	conversationsInWrapUp: {
		says: 'a conversation may be in WRAPUP',
		reply: changingRows(CONVERSATIONS, (row) =>
			row.status === 'ACTIVE' ? { ...row, status: 'WRAPUP' } : row,
		),
	},
} satisfies Record<string, Difference>;

import { by, NO_CALLBACK, RETRY } from '../../engine/harness/setup';
import { koreId } from '../../kore-simulator/world/ids';
import { fromModel, lookUpTool, tool, toolToAgent } from '../../e2e/agent-tool/workflows';
import { queue, session } from '../../e2e/stage/people';
import type { Round } from '../../e2e/agent-tool/model';
import type { Credential, Node } from '../../e2e/stage/nodes';
import type { Behavior } from '../../kore-simulator/types';

/** What a model, which is a stub, does and says; what it is told is n8n's and the node's. */
export interface Play {
	title: string;
	tools: (credential: Credential) => Node[];
	behavior?: Behavior;
	rounds: Round[];
	/** Of the tool of each round. */
	names: string[];
	/** The model's text at the end. */
	says: string;
	/** Also by n8n's MCP trigger, where each call is an execution of its own. */
	byMcp?: true;
}

const SESSION = session(1);
const [LOOK_UP, TRANSFER] = ['Look_Up', 'Transfer'];

const byName = (credential: Credential, options: object = {}) =>
	tool(credential, { queueId: by('name', fromModel('queue', 'string', '')), options }, RETRY);

/** To an agent by ID. */
const byId = (credential: Credential) => toolToAgent(credential, 'id', RETRY);

const toQueue = (name: string) => [{ queue: name, session: SESSION }];

const PLANNED: Play[] = [
	{
		title: 'Looks up who is free, and transfers to them',
		tools: (credential) => [lookUpTool(credential, RETRY), byId(credential)],
		rounds: [
			[{ queueIds: queue(2), channel: 'liveChat', onlyAvailable: false }],
			[{ queueIds: queue(1), channel: 'liveChat', onlyAvailable: true }],
			(told) => [{ agent: /"id":"(a-[^"]+)"/.exec(told[1])?.[1], session: SESSION }],
		],
		names: [LOOK_UP, LOOK_UP, TRANSFER],
		says: 'Ada Example will answer you here in a moment.',
		byMcp: true,
	},
	{
		title: 'Names a queue that Kore has not, then one that it has',
		tools: (credential) => [byName(credential)],
		rounds: ['Bills', 'Billing'].map(toQueue),
		names: [TRANSFER, TRANSFER],
		says: 'I have handed you over to our billing team.',
		byMcp: true,
	},
	{
		title: 'Gives nothing, then an ID of another kind, and gives up',
		tools: (credential) => [byId(credential)],
		rounds: [[{}], [{ agent: koreId('u', 1), session: SESSION }]],
		names: [TRANSFER, TRANSFER],
		says: 'I am sorry, I could not reach a colleague.',
		byMcp: true,
	},
	{
		title: 'Calls again, though Kore may have accepted (its answer did not come)',
		tools: (credential) => [byName(credential, { timeout: 1500 })],
		behavior: { rules: [{ queueId: queue(2), answer: { fault: 'hang' } }] },
		rounds: [toQueue('Billing'), toQueue('Billing'), toQueue('Sales')],
		names: [TRANSFER, TRANSFER, TRANSFER],
		says: 'I have asked for a colleague, but cannot promise that one comes.',
	},
	{
		title: 'Is refused by Kore, and Retry On Fail tries three times',
		tools: (credential) => [byName(credential)],
		behavior: { rules: [{ queueId: queue(2), answer: { status: 412 } }] },
		rounds: [toQueue('Billing')],
		names: [TRANSFER],
		says: 'I am sorry, the transfer did not work.',
	},
];

export const PLAYS: Play[] = PLANNED.map((play) => ({
	...play,
	behavior: { ...NO_CALLBACK, ...play.behavior },
}));

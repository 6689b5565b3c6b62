import { by } from '../../engine/harness/setup';
import { koreId } from '../../kore-simulator/world/ids';
import { agent, queue, session } from '../stage/people';
import { useScene } from './use-scene';
import { WAYS } from './ways';
import { fromModel, lookUpTool, tool, toolToAgent } from './workflows';
import type { Credential, Node } from '../stage/nodes';
import type { Stage } from '../stage/stage';
import type { Arguments, Round } from './model';

const RETRY = { retryOnFail: true, maxTries: 3, waitBetweenTries: 100 };
const SESSION = session(1);
const [LOOK_UP, TRANSFER] = ['Look_Up', 'Transfer'];

/** Of the first agent that the look-up has brought. */
const firstFound = (told: string) => (/"id":"(a-[^"]+)"/.exec(told) ?? [])[1];

/** How the field 'Agent' is given, what the model gives, and what it reads. */
const WRONG: Array<[name: string, mode: string, args: Arguments, words: string[]]> = [
	[
		'an e-mail address that Kore does not know',
		'email',
		{ agent: 'nobody@example.com', session: SESSION },
		['Kore has no agent with the e-mail address nobody@example.com', 'Check the e-mail address'],
	],
	[
		'a user ID for an agent',
		'id',
		{ agent: koreId('u', 1), session: SESSION },
		["'Agent' is a user ID", 'enter the agent ID'],
	],
	[
		'an e-mail address for an ID',
		'id',
		{ agent: 'ada@example.com', session: SESSION },
		["'Agent' is an e-mail address", "'By Email'"],
	],
	[
		'an empty agent',
		'email',
		{ agent: '', session: SESSION },
		["'Agent' is empty", "Enter an e-mail address in 'Agent'"],
	],
	['no arguments', 'id', {}, ["'Agent' is empty", "Enter an ID in 'Agent'"]],
	[
		'an empty session',
		'id',
		{ agent: agent(1), session: '' },
		["'Bot Session ID' is empty", "Enter an ID in 'Bot Session ID'"],
	],
];

const toQueueByName = (credential: Credential) =>
	tool(credential, { queueId: by('name', fromModel('queue')) }, RETRY);

/**
 * A model that looks up who is free, and transfers; and what it reads if it gives something wrong, or nothing.
 *
 * @param ways names of those that this version of n8n has
 */
export function lookUpScenarios(stage: () => Stage, ways: string[]) {
	const { scene, credential } = useScene(stage);

	const transfers = () =>
		stage()
			.simulator.requests()
			.filter(({ path }) => path.endsWith('/assign-conversation'))
			.map(({ json }) => json as Record<string, string>);

	describe.each(ways)('look-up and transfer by %s, with Retry On Fail', (way) => {
		const ask = async (tools: Node[], rounds: Round[], names?: string[]) =>
			await WAYS[way](scene(), tools, rounds, names);

		it('transfers once, to the agent that was found, and tells both in short', async () => {
			const tools = [lookUpTool(credential(), RETRY), toolToAgent(credential(), 'id', RETRY)];
			const channel = 'liveChat';
			const rounds: Round[] = [
				[{ queueIds: queue(1), channel, onlyAvailable: true }],
				([found]) => [{ agent: firstFound(found), session: SESSION }],
			];
			const [found, accepted] = await ask(tools, rounds, [LOOK_UP, TRANSFER]);
			expect(found).toContain('"state":"available"');
			expect(firstFound(found)).toBe(agent(1));
			expect(accepted).toContain('"outcome":"accepted"');
			expect(accepted.length).toBeLessThan(500);
			expect(transfers()).toMatchObject([{ aId: agent(1), botSessionId: SESSION }]);
		});

		it('transfers once if the model gives a queue that Kore has not, and then one that it has', async () => {
			const tools = [lookUpTool(credential(), RETRY), toQueueByName(credential())];
			const calls = ['Bills', 'Billing'].map((name) => [{ queue: name, session: SESSION }]);
			const [, unknown, accepted] = await ask(
				tools,
				[[{ onlyAvailable: false }], ...calls],
				[LOOK_UP, TRANSFER, TRANSFER],
			);
			expect(unknown).toContain('Kore has no queue with the name Bills');
			expect(unknown).toContain('call this tool again with a right one');
			expect(accepted).toContain('"outcome":"accepted"');
			expect(transfers()).toMatchObject([{ queueId: queue(2), botSessionId: SESSION }]);
		});

		it.each(WRONG)('is told of %s, and nothing is sent', async (_name, mode, args, words) => {
			const [told] = await ask([toolToAgent(credential(), mode, RETRY)], [[args]]);
			for (const word of words) expect(told).toContain(word);
			expect(told).toContain('For the model:');
			expect(transfers()).toEqual([]);
		});

		it('is told that nobody fits, in place of nothing', async () => {
			const [told] = await ask([lookUpTool(credential(), RETRY)], [[{ queueIds: 'Billing' }]]);
			expect(told).toContain('Nothing fits');
		});

		it('may leave out what has a default', async () => {
			const [found] = await ask([lookUpTool(credential(), RETRY)], [[{}]]);
			expect(firstFound(found)).toBe(agent(1));
		});
	});
}

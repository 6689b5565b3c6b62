import { startModel, type Model } from '../../agent-tool/model';
import { jsonOf } from '../../stage/execution';
import { queue, session } from '../../stage/people';
import type { Credential } from '../../stage/nodes';
import type { Play } from '../play';

const LOOK_UP = 'Look_Up_a_Queue';
const TRANSFER = 'Transfer_to_a_Queue';

export function aiAgentScenarios({ stage, run, transfers }: Play) {
	describe('ai-agent: the agent', () => {
		let model: Model;
		let credential: Credential;
		beforeAll(async () => {
			model = await startModel();
			const data = { apiKey: 'none', url: model.url, header: false };
			const type = 'openAiApi';
			credential = await stage().builder.createCredential({ name: 'Model', type, data });
		});
		afterAll(async () => await model?.stop());

		it('looks the queue up, hands over, and ends with a text', async () => {
			const call = [{ queue: 'Billing' }];
			model.planCalls([call, call], [LOOK_UP, TRANSFER]);
			const execution = await run('ai-agent', 'Start', credential);
			expect(transfers()).toEqual([[session(1), queue(2)]]);
			expect(model.told()).toEqual([
				expect.stringContaining('"waiting":0'),
				expect.stringContaining('"outcome":"accepted"'),
			]);
			const output = 'The model has nothing more to do.';
			expect(jsonOf(execution, 'AI Agent')).toEqual([{ output }]);
		});

		it.each([
			['a queue that Kore has not', { queue: 'Bills' }, 'Kore has no queue with the name Bills'],
			['no queue at all', {}, "'Queue' is empty"],
		])('is told of %s, and nothing is sent', async (_name, args, words) => {
			model.planCalls([[args]], [TRANSFER]);
			await run('ai-agent', 'Start', credential);
			expect(transfers()).toEqual([]);
			expect(model.told()).toEqual([expect.stringContaining(words)]);
		});
	});
}

import { jsonOf } from '../../stage/execution';
import type { Play } from '../play';

export function liveCheckScenarios({ stage, run, transfers }: Play) {
	describe('live-check: what Kore answers', () => {
		it('is told by names and kinds, and nobody and nothing is named', async () => {
			const execution = await run('live-check', 'Start Here');
			const [{ report }] = jsonOf<{ report: string }>(execution, 'Names and Kinds');
			const { agents, queues, conversations, orgId } = stage().simulator.world;
			const heads = report.split('\n').filter((line) => line.startsWith('## '));
			expect(heads).toEqual([
				'## Queues: 12 items',
				'## One Queue: 1 items',
				'## Statistics: 1 items',
				'## Hours: 1 items',
				'## Agents: 20 items',
				'## One Agent: 1 items',
				'## Availability: 24 items',
				'## Conversations: 12 items',
				'## One Conversation: 1 items',
				'## Its Session: 1 items',
			]);
			expect(report).toContain('- `emailId`: e-mail address');
			expect(report).toContain('- `participants[].agentId`: ID u-…');
			const secret = [
				orgId,
				...agents.flatMap(({ id, userId, emailId, firstName }) => [id, userId, emailId, firstName]),
				...queues.flatMap(({ id, name }) => [id, name]),
				...conversations.flatMap(({ id, botSessionId }) => [id, botSessionId]),
			];
			const said = new Set(report.split(/[^\p{L}\p{N}@.-]+/u));
			expect(secret.filter((text) => said.has(text))).toEqual([]);
			expect(transfers()).toEqual([]);
		});
	});
}

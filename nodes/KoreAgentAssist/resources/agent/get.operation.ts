import { readObject } from '../../../shared/kore/answer';
import { agentLocator } from '../../locators/agent.description';
import { readOperation } from '../../run/readOperation';
import { readSimplify, simplifyProperty } from '../../run/simplify';
import { askAboutAgent, simplifyAgent } from './agent';

/** Kore's "Get a Specific Agent" (docs/kore-api.md, 3.4). */
export const get = readOperation({
	option: {
		name: 'Get',
		value: 'get',
		action: 'Get agent',
		description: 'Look up one agent',
	},
	properties: [agentLocator, simplifyProperty],
	prepare: (item) => {
		const toRow = readSimplify(item, simplifyAgent);
		return askAboutAgent(
			item,
			async (agentId) =>
				await item.ask({
					method: 'GET',
					path: ['agents', agentId],
					scope: 'SmartAssist Analytics',
					wanted: `agent ${agentId}`,
					values: "Check 'Agent'.",
					answer: 'an agent',
					read: (answer) => {
						const row = readObject(answer, 'id');
						return row && [toRow(row)];
					},
				}),
		);
	},
});

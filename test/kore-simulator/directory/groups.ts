import { pageWithNumber, pageWithSkip } from './paging';
import type { Endpoint } from '../types';
import type { World } from '../world/types';

/** Lists without a documented query parameter: always the first page. */
export function groupEndpoints(world: World): Endpoint[] {
	const agentGroups = world.agentGroups.map(({ id, name }) => ({
		status: 'ACTIVE',
		name,
		iId: world.streamId,
		orgId: world.orgId,
		id,
		totalAgents: 0,
		managers: [],
	}));
	const skillGroups = world.skillGroups.map(({ id, name }) => ({
		id,
		name,
		description: `Simulated skill group ${name}`,
		color: '#f0f0f0',
	}));
	return [
		{
			method: 'GET',
			path: '/agent-groups',
			scope: 'Configuration',
			query: [],
			// No pages, though it has results (docs/kore-api.md 3.2).
			handle: (_req, res) => {
				res.json({ ...pageWithSkip(agentGroups, 0), totalPages: 0 });
			},
		},
		{
			method: 'GET',
			path: '/skill-groups',
			scope: 'SmartAssist Analytics',
			query: [],
			handle: (_req, res) => {
				res.json(pageWithNumber(skillGroups, 1));
			},
		},
	];
}

import { agentList } from '../../../shared/kore/lists';
import { manyProperties, pagesOf, readLimit, readPages } from '../../run/many';
import { readOperation } from '../../run/readOperation';
import { readSimplify, simplifyProperty } from '../../run/simplify';
import { simplifyAgent } from './agent';

/** Kore's "List All Agents" (docs/kore-api.md, 3). */
export const getAll = readOperation({
	option: {
		name: 'Get Many',
		value: 'getAll',
		action: 'Get many agents',
		description: 'List the agents of the organization',
	},
	properties: [...manyProperties, simplifyProperty],
	prepare: (item) => {
		const list = agentList(item.orgId());
		const readPage = pagesOf(item, list, "Check 'Organization ID' in the credential.");
		const limit = readLimit(item);
		const toRow = readSimplify(item, simplifyAgent);
		return async () => await readPages(readPage, limit, toRow);
	},
});

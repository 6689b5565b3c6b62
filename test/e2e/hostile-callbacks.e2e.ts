import { attack } from '../measure/callbacks/attack';
import { judge, table } from '../measure/callbacks/table';

// Without a warm cache n8n has to be installed first.
const LIMIT_MS = 20 * 60_000;

/** The short form of `npm run reliability:callbacks`. */
it(
	'takes none of 500 hostile callbacks, and each genuine one',
	async () => {
		const result = await attack({ count: 500, seed: 10, connections: 48 }, () => {});
		// In so few seconds n8n's memory has not settled.
		const broken = judge(result).filter(({ what, holds }) => !holds && !what.includes('memory'));
		expect({ broken, table: broken.length > 0 ? table(result) : '' }).toEqual({
			broken: [],
			table: '',
		});
	},
	LIMIT_MS,
);

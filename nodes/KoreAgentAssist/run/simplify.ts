import type { INodeProperties } from 'n8n-workflow';

import type { Row } from '../../shared/kore/answer';
import type { ReadItem } from './readOperation';
import { readSwitch } from './values';

/** For an operation whose rows have more than ten fields at Kore. */
export const simplifyProperty: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};

/** What becomes of a row of Kore's: `simplify` makes it small, unless the item wants it as it is. */
export const readSimplify = ({ parameter }: ReadItem, simplify: (row: Row) => Row) =>
	readSwitch('Simplify', parameter('simplify'), true) ? simplify : (row: Row) => row;

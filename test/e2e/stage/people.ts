import { koreId, objectId } from '../../kore-simulator/world/ids';

/** @param number from 1 on; the simulator has 24 of them */
export const agent = (number: number) => koreId('a', number);

/** @param number from 1 on; the simulator has 12 of them */
export const queue = (number: number) => koreId('qu', number);

export const session = (number: number) => objectId('6538f8a3c9cf425ee5cf', number);

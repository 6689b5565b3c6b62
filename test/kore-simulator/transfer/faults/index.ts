import { CONNECTION_FAULTS } from './connection';
import { FLOOD_FAULTS } from './flood';
import { MESSAGE_FAULTS, sendInterim } from './message';
import type { Answer, Response } from '../../types';

export interface Encoded {
	body: Buffer;
	contentType: string;
}

export type Fault = (res: Response, answer: Answer, encoded: Encoded) => unknown;

/** In place of a whole answer, once the request was read. */
export const FAULTS: Record<string, Fault> = {
	...CONNECTION_FAULTS,
	...MESSAGE_FAULTS,
	...FLOOD_FAULTS,
};

/** Of these no status ever reaches the caller. */
export const STATUSLESS = [...Object.keys(CONNECTION_FAULTS), 'progress'];

export { sendInterim };

import { accessAssumptions } from './access';
import { agentAssumptions } from './agents';
import { callbackAssumptions } from './callbacks';
import { conversationAssumptions } from './conversations';
import { limitAssumptions } from './limits';
import { idAssumptions } from './ids';
import { listAssumptions } from './lists';
import { queueAssumptions } from './queues';
import { transferAssumptions } from './transfers';
import type { Assumption } from './assumption';

const number = ({ id }: Assumption) => Number(id.slice(1));

/** All that the check confirms or refutes, in the order of docs/kore-api.md. */
export const ASSUMPTIONS: Assumption[] = [
	...accessAssumptions,
	...listAssumptions,
	...idAssumptions,
	...agentAssumptions,
	...queueAssumptions,
	...conversationAssumptions,
	...limitAssumptions,
	...transferAssumptions,
	...callbackAssumptions,
].sort((one, other) => number(one) - number(other));

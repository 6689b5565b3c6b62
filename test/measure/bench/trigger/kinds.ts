import { forged, signed } from './callbacks';
import type { CallbackKeys } from '../../../../dist/nodes/shared/credential/callbackKeys';
import type { Workflows } from './stage';

/** A kind of callback. */
export interface Kind {
	workflow: keyof Workflows;
	address: (url: string, keys: CallbackKeys) => string;
	/** Of the answer. */
	status: number;
	/** Whether an execution. */
	starts: boolean;
}

const plain = (url: string) => url;
const starts = { status: 200, starts: true };
const startsNothing = { starts: false };

export const KINDS: Record<string, Kind> = {
	accepted: { ...starts, workflow: 'all', address: signed },
	webhook: { ...starts, workflow: 'webhook', address: plain },
	probeStarts: { ...starts, workflow: 'probeStarts', address: plain },
	filtered: { ...startsNothing, workflow: 'failed', address: signed, status: 200 },
	forged: { ...startsNothing, workflow: 'all', address: forged, status: 401 },
	probeRefuses: { ...startsNothing, workflow: 'probeRefuses', address: plain, status: 401 },
};

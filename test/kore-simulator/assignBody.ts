import type { AssignBody, RequestEntry } from '../../kore-simulator/types';

/** What the action node has sent to Kore's assign-conversation. */
export const assignBody = ({ json }: RequestEntry) => json as AssignBody;

/** Its bot session; undefined as long as Kore has not read the body. */
export const sessionOf = ({ json }: RequestEntry) => (json as AssignBody | null)?.botSessionId;

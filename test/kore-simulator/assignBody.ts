import type { AssignBody, RequestEntry } from './types';

/** What Kore was sent by an assign-conversation. */
export const assignBody = ({ json }: Pick<RequestEntry, 'json'>) => json as AssignBody;

/** Its bot session; undefined as long as Kore has not read the body. */
export const sessionOf = ({ json }: Pick<RequestEntry, 'json'>) =>
	(json as AssignBody | null)?.botSessionId;

import { randomUUID } from 'node:crypto';

import { signCallbackUrl } from '../../../../dist/nodes/shared/callback/token';
import { queue, session } from '../../../e2e/stage/people';
import { forge } from '../../../e2e/waiting/forge';
import type { CallbackKeys } from '../../../../dist/nodes/shared/credential/callbackKeys';

/** What Kore posts when a transfer has succeeded. */
export const BODY = {
	sessionId: session(1),
	queueId: queue(1),
	status: 'transferred',
	requestCompletedAt: Date.now(),
};

/** The signed callback URL of another request each time. */
export const signed = (url: string, keys: CallbackKeys) =>
	signCallbackUrl(
		url,
		{
			requestId: randomUUID(),
			botSessionId: session(1),
			target: { assignTo: 'queue', id: queue(1) },
			requestedAt: Date.now(),
			executionId: '1',
			workflowId: 'bench',
			correlation: {},
		},
		keys,
	);

export const forged = (url: string, keys: CallbackKeys) => forge(signed(url, keys));

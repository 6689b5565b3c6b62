import { setTimeout as pause } from 'node:timers/promises';

import { Accounts } from '../../dist/nodes/shared/kore/accountCalls';
import { RateLimiter } from '../../dist/nodes/shared/kore/rateLimit';
import { QUEUE_LIST } from '../../dist/nodes/shared/kore/lists';
import { Tokens } from './calls/authentications';
import type { Asker } from './asker';
import type { LimitProbe, Seen } from './seen';

/**
 * Asks for the queues until Kore refuses that, `most` times at most, one after the other.
 *
 * @param restMs before the first, so that the account's minute is a new one
 */
export async function probeLimit(
	{ credential }: Seen,
	asker: Asker,
	most: number,
	restMs: number,
): Promise<LimitProbe> {
	await pause(restMs);
	const began = Date.now();
	const token = new Tokens(credential).maker();
	if (!token) throw new Error('The credential makes no token');
	const seconds = () => (Date.now() - began) / 1000;
	for (let calls = 1; calls <= most; calls++) {
		const answer = await asker.ask(
			{
				method: 'GET',
				path: QUEUE_LIST.path,
				scope: 'Configuration',
				token,
				accountId: credential.accountId,
			},
			// A refusal is what is looked for, so nothing waits.
			new RateLimiter({ requestsPerMinute: 0, maxWaitSeconds: 0, accounts: new Accounts() }),
		);
		if (answer.status !== 200) return { calls, seconds: seconds(), refused: answer };
	}
	return { calls: most, seconds: seconds(), refused: undefined };
}

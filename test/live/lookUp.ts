import { Trouble } from '../e2e/n8n-host/trouble';
import { CALLS, CALL_NAMES } from './calls';
import { Tokens } from './calls/authentications';
import type { Call } from './calls/call';
import { findIds } from './found';
import type { Asker } from './asker';
import type { Seen } from './seen';

/** Makes the calls that change nothing. */
export async function lookUp(seen: Seen, asker: Asker, say: (text: string) => void): Promise<void> {
	const tokens = new Tokens(seen.credential);
	for (const name of CALL_NAMES) {
		const call: Call = CALLS[name];
		const { title, method, scope, streamInHeader, authentication } = call;
		const found = findIds(seen);
		const path = call.path(found);
		const token = tokens.maker(authentication);
		if (!path || !token) continue;
		say(title);
		const answer = await asker.ask({
			method,
			path,
			query: call.query?.(found),
			body: call.body?.(found),
			streamInHeader,
			scope,
			token,
			accountId: authentication === 'noAccount' ? '' : seen.credential.accountId,
		});
		if (answer.status === null && seen.answers.size === 0) {
			throw new Trouble(
				`Kore did not answer (${answer.error})`,
				'Check host in the credential, and the network.',
			);
		}
		seen.answers.set(name, answer);
	}
}

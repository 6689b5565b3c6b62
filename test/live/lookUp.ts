import { Trouble } from '../e2e/n8n-host/trouble';
import { CALLS, CALL_NAMES } from './calls';
import { Tokens } from './calls/authentications';
import type { Call } from './calls/call';
import { findIds } from './found';
import type { Asker } from './asker';
import type { Seen } from './seen';

/** Of a Kore that has fallen silent each further call would take as long as the time-out. */
const MOST_UNANSWERED = 3;

/** Makes the calls that change nothing. False if Kore no longer takes any. */
export async function lookUp(
	seen: Seen,
	asker: Asker,
	say: (text: string) => void,
): Promise<boolean> {
	const tokens = new Tokens(seen.credential);
	let unanswered = 0;
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
		unanswered = answer.status === null ? unanswered + 1 : 0;
		// The client has waited for the limit as long as it may, and would do so before each further call.
		if (answer.status === 429 || unanswered === MOST_UNANSWERED) {
			say('Kore takes no more calls, so the rest is left out');
			return false;
		}
	}
	return true;
}

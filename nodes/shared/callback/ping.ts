import type { CallbackKeys } from '../credential/callbackKeys';
import { signJwt, verifyJwt } from '../credential/jwt';

/** A header, as whoever posts to a callback URL can choose its body, and Kore no header: no callback is taken for a ping. */
export const PING_HEADER = 'x-kore-agentassist-ping';

const AUDIENCE = 'ping';

/** As long as the clocks of two machines may differ: a ping does nothing, however often it comes. */
const LIFETIME_SECONDS = 300;

const MAX_TOKEN_LENGTH = 1024;

/**
 * What a Kore AgentAssist Trigger answers to a ping; with 401 to one of another credential, with 500 if it has no key,
 * with 503 if it cannot tell yet whether its credential is another.
 */
export interface PingAnswer {
	kind: 'koreAgentAssistTrigger';
	message: string;
	/** With 200: what the trigger is set to, and by which of its URLs the ping came. */
	verification?: 'signed' | 'none';
	url?: 'test' | 'production';
}

export const PING_KIND: PingAnswer['kind'] = 'koreAgentAssistTrigger';

/** The value of the header of a ping, a JWT. */
export function signPing({ pinging }: CallbackKeys): string {
	const exp = Math.floor(Date.now() / 1000) + LIFETIME_SECONDS;
	return signJwt({ aud: AUDIENCE, exp }, pinging, 'HS256');
}

/** Whether the value of that header was signed with these keys and has not expired. Never throws. */
export function isPing(token: unknown, { pinging }: CallbackKeys): boolean {
	if (typeof token !== 'string' || token.length > MAX_TOKEN_LENGTH) return false;
	return verifyJwt(token, pinging, AUDIENCE) !== undefined;
}

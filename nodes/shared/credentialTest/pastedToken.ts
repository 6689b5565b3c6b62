import type { INodeCredentialTestResult } from 'n8n-workflow';

import { MAX_TOKEN_LIFETIME } from '../credential/check';
import type { KoreCredential } from '../credential/credential';
import { readJwt } from '../credential/jwt';
import { requestToken } from '../credential/token';

/**
 * What can be said of a pasted token with a `jti` without sending it. Throws a UserError if there is none, or it has expired.
 */
export function judgePastedToken(credential: KoreCredential): INodeCredentialTestResult {
	const { exp, appId } = readJwt(requestToken(credential)) ?? {};
	const secondsLeft = exp === undefined ? Infinity : exp - Date.now() / 1000;
	if (secondsLeft > MAX_TOKEN_LIFETIME) {
		return {
			status: 'Error',
			message:
				"'JWT Token' has a jti and is valid for more than an hour, which Kore refuses. Paste one whose exp is at most an hour ahead.",
		};
	}
	if (typeof appId !== 'string') {
		return {
			status: 'Error',
			message:
				"'JWT Token' has no claim appId, by which Kore finds the JWT app. Paste one whose appId is the Client ID (cs-…).",
		};
	}
	return {
		status: 'OK',
		message: `Not sent to Kore, which takes this token once (it has a jti): read alone, it looks right, and is valid for ${Math.floor(secondsLeft / 60)} more minutes. 'JWT App' makes a new one for every request.`,
	};
}

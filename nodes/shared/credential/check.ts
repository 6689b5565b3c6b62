import { UserError } from 'n8n-workflow';

import { redactTokens, REMOVED } from '../redact';
import type { KoreCredential } from './credential';
import { readJwt, SIGNING_ALGORITHMS } from './jwt';

/** Kore refuses a token with a `jti` that is valid for longer (docs/kore-api.md, 2.5). */
export const MAX_TOKEN_LIFETIME = 3600;

/** Throws a UserError that names the first field without which no token can be made. */
export function assertSigningPossible(credential: KoreCredential): void {
	if (credential.authentication === 'token') {
		assertFilled(
			credential.token,
			'JWT Token',
			'paste a token made with the JWT app of your Kore app',
		);
		assertToken(credential.token);
		assertNotExpired(credential.token);
		return;
	}
	const devTools = 'Kore shows it in App Settings > Dev Tools > Web/Mobile SDK';
	assertFilled(credential.clientId, 'Client ID', `paste the Client ID of the JWT app. ${devTools}`);
	if (!SIGNING_ALGORITHMS.includes(credential.algorithm)) {
		throw new UserError(
			`'Signing Algorithm' in the credential is ${credential.algorithm}, which Kore does not offer`,
			{ description: `Open the credential and choose one of ${SIGNING_ALGORITHMS.join(', ')}.` },
		);
	}
	if (credential.algorithm.startsWith('HS')) {
		assertFilled(
			credential.clientSecret,
			'Client Secret',
			`paste the Client Secret of the JWT app. ${devTools}`,
		);
	} else {
		assertFilled(
			credential.privateKey,
			'Private Key',
			'paste the PEM private key whose public key you uploaded to the JWT app',
		);
	}
	const { tokenLifetime } = credential;
	if (!(tokenLifetime >= 1 && tokenLifetime <= MAX_TOKEN_LIFETIME)) {
		throw new UserError(`'Token Lifetime' in the credential is ${tokenLifetime} seconds`, {
			description: `Open the credential and enter a number from 1 to ${MAX_TOKEN_LIFETIME}. 300 fits nearly everybody.`,
		});
	}
}

function assertFilled(value: string, field: string, remedy: string): void {
	if (value) return;
	throw new UserError(`'${field}' in the credential is empty`, {
		description: `Open the credential and ${remedy}.`,
	});
}

/** Also because another text could not be told from other words where a server echoes it. */
function assertToken(token: string): void {
	if (redactTokens(token) === REMOVED) return;
	throw new UserError("'JWT Token' in the credential is not a JSON Web Token", {
		description:
			'Open the credential and paste the whole token, without a word before it: it begins with eyJ and has two dots in it.',
	});
}

function assertNotExpired(token: string): void {
	const expiry: unknown = readJwt(token)?.exp;
	if (expiry === undefined) return;
	const date = new Date(typeof expiry === 'number' ? expiry * 1000 : NaN);
	if (Number.isNaN(date.getTime())) {
		throw new UserError("'JWT Token' in the credential has an exp that is no time", {
			description: 'Open the credential and paste a token whose exp is in seconds since 1970.',
		});
	}
	if (date.getTime() > Date.now()) return;
	throw new UserError(`'JWT Token' in the credential expired at ${date.toISOString()}`, {
		description:
			"Open the credential and paste a new token, or set 'Authentication' to 'JWT App', which makes a new token for every request.",
	});
}

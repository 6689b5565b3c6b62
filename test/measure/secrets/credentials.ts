import { randomBytes } from 'node:crypto';
import jwt from 'jsonwebtoken';

import { credentialFor, type Credential } from '../../engine/harness/setup';
import type { Simulator } from '../../kore-simulator';

/** As the builder enters it: with a pasted token, no JWT app. */
export type CredentialData = Omit<Credential, 'clientId' | 'clientSecret'> & Partial<Credential>;

/**
 * One of each way to authenticate. The client secret is this run's own too: the simulator's are in the repository.
 *
 * @returns by what the way is called
 */
export function createCredentials(simulator: Simulator): Record<string, CredentialData> {
	simulator.world.apps.hs256.clientSecret = fresh();
	const hs256 = credentialFor(simulator);
	const { clientId, clientSecret, ...ids } = hs256;
	const claims = { appId: clientId, sub: 'n8n' };
	const token = jwt.sign(claims, clientSecret, { expiresIn: '1h' });
	return {
		'client secret': hs256,
		'client secret, callback secret': { ...hs256, callbackSecret: fresh() },
		'private key': credentialFor(simulator, 'rs256'),
		// Not what Kore takes, but what somebody may paste.
		[PASTED_TEXT]: { ...ids, authentication: 'token', token: fresh(), callbackSecret: fresh() },
		'pasted token': { ...ids, authentication: 'token', token, callbackSecret: fresh() },
	};
}

export const PASTED_TEXT = 'pasted text';

const fresh = () => randomBytes(24).toString('base64url');

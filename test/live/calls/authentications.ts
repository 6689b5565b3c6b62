import { randomBytes, randomUUID } from 'node:crypto';

import { signingKey, type KoreCredential } from '../../../dist/nodes/shared/credential/credential';
import { signJwt } from '../../../dist/nodes/shared/credential/jwt';
import { requestToken } from '../../../dist/nodes/shared/credential/token';

export type Authentication =
	'noJwt' | 'wrongKey' | 'usedToken' | 'longToken' | 'expiredToken' | 'noAccount';

const TWO_HOURS = 7200;

/** What stands in the header `auth`, made with the node's own code wherever that makes such a token. */
export class Tokens {
	private used = '';

	constructor(private readonly credential: KoreCredential) {}

	/** Makes one for each request. Undefined if the credential cannot: it is a pasted token. */
	maker(authentication?: Authentication): (() => string) | undefined {
		if (authentication === 'noJwt') return () => 'live-check';
		if (authentication === 'noAccount' || !authentication) return () => this.fresh();
		if (this.credential.authentication === 'token') return undefined;
		switch (authentication) {
			case 'usedToken':
				return () => this.used;
			case 'wrongKey':
				return () => this.withWrongKey();
			case 'longToken':
				return () => this.expiringIn(TWO_HOURS);
			case 'expiredToken':
				return () => this.expiringIn(-TWO_HOURS);
		}
	}

	private withWrongKey(): string {
		const clientSecret = randomBytes(32).toString('hex');
		return requestToken({ ...this.credential, algorithm: 'HS256', clientSecret });
	}

	private fresh(): string {
		this.used = requestToken({ ...this.credential, includeJti: true });
		return this.used;
	}

	private expiringIn(seconds: number): string {
		const { clientId: appId, subject: sub, algorithm } = this.credential;
		const now = Math.floor(Date.now() / 1000);
		const exp = now + seconds;
		const claims = { appId, sub, iat: Math.min(now, exp) - 60, exp, jti: randomUUID() };
		return signJwt(claims, signingKey(this.credential), algorithm);
	}
}

import jwt from 'jsonwebtoken';

import {
	EXPIRED,
	INVALID_CREDENTIALS,
	INVALID_TOKEN,
	JTI_LIFETIME,
	REPLAY,
	Rejection,
} from './rejection';
import { shown } from '../shown';
import type { App, World } from '../world/types';

/** docs/kore-api.md 2.5 */
const MAX_JTI_LIFETIME_SECONDS = 3600;

export function decodeClaims(token: string | string[] | undefined): Record<string, unknown> | null {
	if (typeof token !== 'string') return null;
	try {
		const claims = jwt.decode(token);
		return typeof claims === 'object' ? claims : null;
	} catch {
		return null;
	}
}

function verifyAlgorithmSignatureAndExpiry(token: string, app: App) {
	const key = app.clientSecret ?? app.publicKey;
	if (!key) throw new Error(`App ${app.clientId} has no key`);
	try {
		jwt.verify(token, key, { algorithms: [app.algorithm] });
	} catch (error) {
		const { message } = error as Error;
		const expired = error instanceof jwt.TokenExpiredError;
		throw new Rejection(expired ? EXPIRED : INVALID_CREDENTIALS, message);
	}
}

function useJti({ jti, exp }: Record<string, unknown>, app: App, usedJtis: Set<string>) {
	if (app.enforceJti && !jti) {
		throw new Rejection(INVALID_CREDENTIALS, 'the app enforces jti, and the token has none');
	}
	if (jti === undefined) return;
	const latest = Date.now() / 1000 + MAX_JTI_LIFETIME_SECONDS;
	if (typeof exp !== 'number' || exp > latest) {
		throw new Rejection(JTI_LIFETIME, `the token has a jti, and its exp is ${shown(exp)}`);
	}
	const key = JSON.stringify(jti);
	if (usedJtis.has(key)) throw new Rejection(REPLAY, `jti ${key} was used before`);
	usedJtis.add(key);
}

export function verifyToken(
	token: string | string[] | undefined,
	streamId: string,
	world: World,
	usedJtis: Set<string>,
): App {
	if (!token) throw new Rejection(INVALID_CREDENTIALS, 'header auth is missing');
	const claims = decodeClaims(token);
	if (typeof token !== 'string' || !claims) {
		throw new Rejection(INVALID_TOKEN, 'header auth is no JWT');
	}
	const app = Object.values(world.apps).find(({ clientId }) => clientId === claims.appId);
	if (!app)
		throw new Rejection(INVALID_CREDENTIALS, `claim appId is ${shown(claims.appId)}: unknown`);
	if (streamId !== world.streamId) {
		throw new Rejection(INVALID_CREDENTIALS, `stream ${streamId} is not the app's`);
	}
	verifyAlgorithmSignatureAndExpiry(token, app);
	useJti(claims, app, usedJtis);
	return app;
}

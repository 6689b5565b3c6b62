import {
	verifyCallbackToken,
	type RequestFacts,
	type Wait,
} from '../../../dist/nodes/shared/callback/token';
import {
	callbackKeys,
	type CallbackKeys,
} from '../../../dist/nodes/shared/credential/callbackKeys';
import { readCredential } from '../../../dist/nodes/shared/credential/credential';
import type { Simulator } from '../../kore-simulator';
import { assignBody } from '../../kore-simulator/assignBody';
import type { RequestEntry } from '../../kore-simulator/types';
import type { Credential } from './setup';

/** All headers of an assign: Kore's two, and those that HTTP needs. */
export const REQUEST_HEADERS = [
	'accept',
	'accept-encoding',
	'accountid',
	'auth',
	'connection',
	'content-length',
	'content-type',
	'host',
	'user-agent',
];

/** The claims of a request's token. */
interface SentClaims {
	appId: string;
	sub: string;
	iat: number;
	exp: number;
	jti: string;
}

export const claimsOf = ({ claims }: RequestEntry) => claims as object as SentClaims;

/** The callback URL of the latest assign. */
export const sentUrl = (simulator: Simulator) =>
	assignBody(simulator.requests().slice(-1)[0]).callbackUrl;

/** The keys with which a credential's callback URLs are signed. */
export function keysOf(credential: Credential): CallbackKeys {
	const keys = callbackKeys(readCredential(credential));
	if (!keys) throw new Error('The credential has no keys');
	return keys;
}

/** What a callback URL says of a request whose execution waits. */
export function waitFacts(url: string, credential: Credential): RequestFacts & { wait: Wait } {
	const token = new URL(url).searchParams.get('token');
	const facts = verifyCallbackToken(token, keysOf(credential));
	if (!facts?.wait) throw new Error('The callback URL names no wait');
	return { ...facts, wait: facts.wait };
}

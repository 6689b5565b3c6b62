import { createHash } from 'node:crypto';

import type { KoreCredential } from '../../credential/credential';
import type { KoreList, ListReader } from '../lists';

/**
 * What tells a kept list from others: where it is, and all that authenticates, hashed, so that no credential is shown what another
 * one was allowed to read.
 */
export function listKey(
	origin: string,
	credential: KoreCredential,
	{ path }: KoreList,
	{ streamId, accountId }: Pick<ListReader, 'streamId' | 'accountId'>,
): string {
	const { authentication, clientId, clientSecret, privateKey, algorithm, subject, token } =
		credential;
	const secret =
		authentication === 'token' ? [token] : [clientId, clientSecret, privateKey, algorithm, subject];
	return createHash('sha256')
		.update(JSON.stringify([origin, streamId, accountId, path, authentication, secret]))
		.digest('base64');
}

import fs from 'node:fs/promises';
import { UserError, type ICredentialDataDecryptedObject } from 'n8n-workflow';

import { callbackKeys } from '../../dist/nodes/shared/credential/callbackKeys';
import {
	koreOrigin,
	readCredential,
	type KoreCredential,
} from '../../dist/nodes/shared/credential/credential';
import { isObject } from '../../dist/nodes/shared/kore/answer';
import { isForOneRequest, requestToken } from '../../dist/nodes/shared/credential/token';
import { Trouble } from '../e2e/n8n-host/trouble';

const TEMPLATE = 'docs/live-check.md has a template for the file.';

/** Reads the fields that the credential has in n8n. Throws, with what to do, if no request can be made with them. */
export async function readCredentialFile(file: string): Promise<KoreCredential> {
	let data: ICredentialDataDecryptedObject;
	try {
		const text = await fs.readFile(file, 'utf8');
		// Windows' editors put a mark at the beginning.
		data = JSON.parse(text.replace(/^\uFEFF/, '')) as ICredentialDataDecryptedObject;
		if (!isObject(data)) throw new Error('No object');
	} catch {
		// The error of JSON.parse quotes what it read.
		throw new Trouble('The file of --credential cannot be read, or is no JSON', TEMPLATE);
	}
	const credential = readCredential(data);
	for (const field of ['streamId', 'accountId'] as const) {
		if (!credential[field]) throw new Trouble(`${field} is missing in the credential`, TEMPLATE);
	}
	if (Object.values(credential).some((value) => String(value).includes('…'))) {
		throw new Trouble('The credential still has a … of the template', TEMPLATE);
	}
	try {
		koreOrigin(credential.host);
	} catch {
		// Its own message quotes what may be a secret in the wrong field.
		throw new Trouble('host in the credential is no web address', TEMPLATE);
	}
	try {
		requestToken(credential);
		callbackKeys(credential);
	} catch (error) {
		if (!(error instanceof UserError)) throw error;
		throw new Trouble(error.message, error.description ?? TEMPLATE);
	}
	if (!isForOneRequest(credential)) return credential;
	throw new Trouble(
		'The token is good for one request (it has a jti)',
		'Use the JWT app: clientId and clientSecret.',
	);
}

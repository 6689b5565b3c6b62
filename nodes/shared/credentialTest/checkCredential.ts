import { randomBytes } from 'node:crypto';
import {
	UserError,
	type ICredentialDataDecryptedObject,
	type ICredentialsDecrypted,
	type ICredentialTestFunctions,
	type INodeCredentialTestResult,
} from 'n8n-workflow';

import { callbackKeys } from '../credential/callbackKeys';
import { readCredential, type KoreCredential } from '../credential/credential';
import { isForOneRequest } from '../credential/token';
import { asText, type Row } from '../kore/answer';
import { KoreClient } from '../kore/client';
import type { Failure } from '../kore/failures/failure';
import { readId } from '../kore/ids';
import { QUEUE_LIST, readList, type KoreList, type ListReader } from '../kore/lists';
import { RateLimiter } from '../kore/rateLimit';
import { checkTriggerUrl } from './checkTriggerUrl';
import { judgePastedToken } from './pastedToken';
import { sendFromTest } from './requestFromTest';

const TIMEOUT_MS = 10_000;

/** Harmless calls that show whether Kore takes the token; no GET needs the scope Routing (docs/kore-api.md, 3.3). */
const PROBES: Array<Pick<KoreList, 'path' | 'scope'>> = [
	QUEUE_LIST,
	{ path: ['skill-groups'], scope: 'SmartAssist Analytics' },
];

const WORDS: ListReader['words'] = {
	values: "Check 'Stream ID' and 'Account ID'.",
	rateLimit: 'The credential may be right: wait a minute, then test it again.',
	timeout: 'The credential may be right: test it again.',
};

/** What was found out, or why the credential does not work. */
type Probe = { rows: Row[] } | { missingScope: string } | { failure: Failure };

/** Tests a credential against Kore: n8n calls it when the credential is saved, and for its 'Retry' button. */
export async function koreAgentAssistApiTest(
	this: ICredentialTestFunctions,
	{ data }: ICredentialsDecrypted<ICredentialDataDecryptedObject>,
): Promise<INodeCredentialTestResult> {
	const credential = readCredential(data ?? {});
	try {
		const verdict = await testCredential(this, credential);
		if (verdict.status === 'Error' || !credential.triggerUrl) return verdict;
		return both(verdict, await checkTriggerUrl(this, credential));
	} catch (error) {
		if (!(error instanceof UserError)) return failed('The test ended unexpectedly', 'Try again.');
		return failed(error.message, error.description ?? '');
	}
}

/** A mistake first, as it is what is to be mended. */
function both(
	{ message: kore }: INodeCredentialTestResult,
	{ status, message: trigger }: INodeCredentialTestResult,
): INodeCredentialTestResult {
	return { status, message: status === 'Error' ? `${trigger} ${kore}` : `${kore} ${trigger}` };
}

async function testCredential(
	context: ICredentialTestFunctions,
	credential: KoreCredential,
): Promise<INodeCredentialTestResult> {
	readId('Stream ID', credential.streamId);
	readId('Account ID', credential.accountId);
	const weak = testCallbackSecret(credential);
	if (weak) return weak;
	// Kore takes it once: the test would use it up.
	if (isForOneRequest(credential)) return judgePastedToken(credential);

	// Its calls count, and do not wait: a person looks on.
	const limiter = new RateLimiter({ requestsPerMinute: 0, maxWaitSeconds: 0 });
	const client = new KoreClient(credential, sendFromTest(context, credential), limiter);
	const missingScopes: string[] = [];
	for (const probe of PROBES) {
		const outcome = await runProbe(client, credential, probe);
		if ('failure' in outcome) return explain(credential, outcome.failure);
		if ('missingScope' in outcome) missingScopes.push(outcome.missingScope);
		else {
			const actual = organizationOf(outcome.rows);
			if (credential.orgId && actual && actual !== credential.orgId) {
				return failed(
					`'Organization ID' is ${credential.orgId}, but Kore says that this app belongs to ${actual}`,
					`Enter ${actual}.`,
				);
			}
		}
	}
	return passed(missingScopes);
}

/** Offers a random secret here, as the answer of a test is stored nowhere. */
function testCallbackSecret(credential: KoreCredential): INodeCredentialTestResult | undefined {
	try {
		callbackKeys(credential);
		return undefined;
	} catch (error) {
		const { message } = error as UserError;
		const random = randomBytes(24).toString('base64url');
		return failed(message, `Paste this random one, or leave the field empty: ${random}`);
	}
}

async function runProbe(
	client: KoreClient,
	{ streamId, accountId }: KoreCredential,
	{ path, scope }: Pick<KoreList, 'path' | 'scope'>,
): Promise<Probe> {
	const outcome = await client.request(accountId, () => ({
		method: 'GET',
		path: [streamId, ...path],
		timeoutMs: TIMEOUT_MS,
		call: { ...WORDS, scope, answer: 'a list' },
		read: readList,
	}));
	if (!outcome) throw new Error('Nothing stops a test');
	if ('result' in outcome) return { rows: outcome.result };
	return outcome.failure.cause === 'scope' ? { missingScope: scope } : outcome;
}

/** The organization that Kore names in its rows, which is hard to find in Kore's own pages. */
const organizationOf = (rows: Row[]) => asText(rows[0]?.orgId);

function explain(credential: KoreCredential, failure: Failure): INodeCredentialTestResult {
	const { message, description, cause } = failure;
	const hints = [
		!credential.streamId.startsWith('st-') && "'Stream ID' usually begins with st-.",
		credential.authentication === 'jwtApp' &&
			!credential.clientId.startsWith('cs-') &&
			"'Client ID' usually begins with cs-.",
	].filter(Boolean);
	return failed(message, [cause === 'credentials' ? hints.join(' ') : '', description].join(' '));
}

function passed(missingScopes: string[]): INodeCredentialTestResult {
	const note = missingScopes.length
		? ` The JWT app does not have the API scope ${missingScopes.map((scope) => `'${scope}'`).join(' and ')}: fine for assigning by ID, which needs 'Routing' alone.`
		: '';
	return {
		status: 'OK',
		message: `Kore accepted the credential.${note} Whether the app has 'Routing' shows with the first transfer.`,
	};
}

const failed = (message: string, remedy: string): INodeCredentialTestResult => ({
	status: 'Error',
	message: `${message}. ${remedy.trim()}`.trim(),
});

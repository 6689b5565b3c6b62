import { randomBytes } from 'node:crypto';
import {
	UserError,
	type ICredentialDataDecryptedObject,
	type ICredentialsDecrypted,
	type ICredentialTestFunctions,
	type INodeCredentialTestResult,
} from 'n8n-workflow';

import { describeListAnswer } from './failures/answerFailure';
import {
	callbackKeys,
	isForOneRequest,
	koreOrigin,
	readCredential,
	requestToken,
	type KoreCredential,
} from '../credential/credential';
import type { Failure, KoreCall } from './failures/failure';
import { readId } from './ids';
import { asText, readRows } from './answer';
import { judgePastedToken } from '../credential/pastedToken';
import { koreUrl, receiveAnswer, type KoreAnswer, type StreamedResponse } from './transport';

const TIMEOUT_MS = 10_000;

/** Harmless calls that show whether Kore takes the token; no GET needs the scope Routing (reference kore-api.md, 3.3). */
const PROBES = [
	{ path: 'queues', scope: 'Configuration' },
	{ path: 'skill-groups', scope: 'SmartAssist Analytics' },
];

/** What was found out, or why the credential does not work. */
type Probe = { body: unknown } | { missingScope: string } | { failure: Failure };

/** Tests a credential against Kore: n8n calls it when the credential is saved, and for its 'Retry' button. */
export async function koreAgentAssistApiTest(
	this: ICredentialTestFunctions,
	{ data }: ICredentialsDecrypted<ICredentialDataDecryptedObject>,
): Promise<INodeCredentialTestResult> {
	const credential = readCredential(data ?? {});
	try {
		return await testCredential(this, credential);
	} catch (error) {
		if (!(error instanceof UserError)) return failed('The test ended unexpectedly', 'Try again.');
		return failed(error.message, error.description ?? '');
	}
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

	const missingScopes: string[] = [];
	for (const probe of PROBES) {
		const outcome = await runProbe(context, credential, probe);
		if ('failure' in outcome) return explain(credential, outcome.failure);
		if ('missingScope' in outcome) missingScopes.push(outcome.missingScope);
		else {
			const actual = organizationOf(outcome.body);
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
	context: ICredentialTestFunctions,
	credential: KoreCredential,
	{ path, scope }: { path: string; scope: string },
): Promise<Probe> {
	const origin = koreOrigin(credential.host);
	const call = testCall(scope, credential.authentication === 'jwtApp');
	const token = requestToken(credential);
	const send = async () =>
		// The only HTTP helper that n8n gives a credential test; it keeps n8n's proxy and its guard against SSRF.
		(await context.helpers.request({
			method: 'GET',
			uri: koreUrl(origin, [credential.streamId, path]),
			headers: { auth: token, accountid: credential.accountId, accept: 'application/json' },
			timeout: TIMEOUT_MS,
			followRedirect: false,
			resolveWithFullResponse: true,
			simple: false,
			useStream: true,
		})) as StreamedResponse;
	const outcome = await receiveAnswer(send, origin, TIMEOUT_MS, call);
	return 'failure' in outcome ? outcome : judge(outcome.answer, call);
}

const testCall = (scope: string, signedHere: boolean): KoreCall => ({
	scope,
	signedHere,
	values: "Check 'Stream ID' and 'Account ID'.",
	rateLimit: 'The credential may be right: wait a minute, then test it again.',
	timeout: 'The credential may be right: test it again.',
});

// A 2xx answer of a server that is not Kore is the worst kind of green.
function judge(answer: KoreAnswer, call: KoreCall): Probe {
	const failure = describeListAnswer(answer, call);
	if (!failure) return { body: answer.body };
	return failure.cause === 'scope' ? { missingScope: call.scope } : { failure };
}

/** The organization that Kore names in its rows, which is hard to find in Kore's own pages. */
const organizationOf = (body: unknown) => asText(readRows(body)?.[0]?.orgId);

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

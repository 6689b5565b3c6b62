import type http from 'node:http';
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { additionalData } from './additionalData';
import { CredentialTestContext } from './n8n';
import { types } from './nodes';
import { serve } from './serve';

/** As n8n's credentials tester calls it, with n8n's own context. */
export const testCredential = async (data: ICredentialDataDecryptedObject) =>
	await types.koreAgentAssist.methods.credentialTest.koreAgentAssistApiTest.call(
		new CredentialTestContext(additionalData(data)),
		{ id: '1', name: 'test', type: 'koreAgentAssistApi', data },
	);

/** Tests the credential with a page as Trigger URL that is no trigger of ours. */
export async function testWithPage(
	credential: ICredentialDataDecryptedObject,
	listener: http.RequestListener,
	path: string = '/webhook/x/webhook',
) {
	let posts = 0;
	const server = await serve((request, response) => {
		posts += 1;
		listener(request, response);
	});
	try {
		const triggerUrl = `${server.url}${path}`;
		return { ...(await testCredential({ ...credential, triggerUrl })), posts };
	} finally {
		await server.stop();
	}
}

import type {
	IAuthenticate,
	Icon,
	ICredentialDataDecryptedObject,
	ICredentialType,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';

import { readCredential } from '../nodes/shared/credential/credential';
import { requestToken } from '../nodes/shared/credential/token';
import { credentialProperties } from './properties';

export class KoreAgentAssistApi implements ICredentialType {
	name = 'koreAgentAssistApi';

	displayName = 'Kore AgentAssist API';

	documentationUrl =
		'https://github.com/n8n-nodes-kore-agentassist/n8n-nodes-kore-agentassist#the-credential-step-by-step';

	icon: Icon = {
		light: 'file:../icons/kore-agentassist.svg',
		dark: 'file:../icons/kore-agentassist.dark.svg',
	};

	properties: INodeProperties[] = credentialProperties;

	/** Signs a new token for every request, as Kore takes each `jti` once; so it also serves n8n's HTTP Request node. */
	authenticate: IAuthenticate = async (
		data: ICredentialDataDecryptedObject,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> => {
		const credential = readCredential(data);
		return {
			...requestOptions,
			headers: {
				...requestOptions.headers,
				auth: requestToken(credential),
				...(credential.accountId && { accountid: credential.accountId }),
			},
		};
	};
}

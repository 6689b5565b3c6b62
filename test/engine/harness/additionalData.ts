import type {
	ICredentialDataDecryptedObject,
	ICredentialsHelper,
	IHttpRequestOptions,
	IWorkflowBase,
	IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';
import { KoreAgentAssistApi } from '../../../dist/credentials/KoreAgentAssistApi.credentials';
import { ExecutionLifecycleHooks } from './n8n';

const { authenticate, properties } = new KoreAgentAssistApi();

/** What n8n's credentials helper does, with the real credential class. */
function credentialsHelper(credential: ICredentialDataDecryptedObject) {
	const defaults = Object.fromEntries(properties.map(({ name, default: value }) => [name, value]));
	return {
		getParentTypes: () => [],
		getDecrypted: async () => ({ ...defaults, ...credential }),
		authenticate: async (
			data: ICredentialDataDecryptedObject,
			_type: string,
			options: IHttpRequestOptions,
		) => {
			if (typeof authenticate !== 'function') throw new Error('The credential signs nothing');
			return await authenticate(data, options);
		},
		preAuthentication: async () => undefined,
		getCredentialsProperties: () => properties,
		isCredentialUsableByNode: () => true,
	} as Partial<ICredentialsHelper> as ICredentialsHelper;
}

/**
 * What n8n knows beside a workflow, as far as our nodes ask for it.
 *
 * @param origin at which this n8n can be reached
 */
export const additionalData = (
	credential: ICredentialDataDecryptedObject,
	origin: string = 'http://127.0.0.1',
) =>
	({
		executionId: '4711',
		credentialsHelper: credentialsHelper(credential),
		hooks: new ExecutionLifecycleHooks('trigger', '4711', {
			id: 'wf',
			nodes: [],
		} as Partial<IWorkflowBase> as IWorkflowBase),
		restApiUrl: `${origin}/rest`,
		instanceBaseUrl: `${origin}/`,
		webhookBaseUrl: `${origin}/webhook`,
		webhookWaitingBaseUrl: `${origin}/webhook-waiting`,
		formWaitingBaseUrl: `${origin}/form-waiting`,
		variables: {},
		currentNodeExecutionIndex: 0,
	}) as Partial<IWorkflowExecuteAdditionalData> as IWorkflowExecuteAdditionalData;

import type {
	IExecuteFunctions,
	INodeExecutionData,
	IN8nHttpFullResponse,
	INodeType,
	INodeTypeDescription,
	NodeParameterValueType,
} from 'n8n-workflow';

/**
 * The limit that n8n sets: resolves the same parameters as the Kore AgentAssist node and makes the same call with the
 * same credential, and nothing else. No checks, no pacing, no callback token, no result.
 */
const CREDENTIAL = 'koreAgentAssistApi';
const CONCURRENCY = 100;

/** @param parameter as it is saved */
function isExpression(parameter: NodeParameterValueType | undefined) {
	const isLocator = typeof parameter === 'object' && parameter !== null && 'value' in parameter;
	const value = isLocator ? parameter.value : parameter;
	return typeof value === 'string' && value.startsWith('=');
}

export class Probe implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Bench Probe',
		name: 'probe',
		group: ['output'],
		version: 1,
		description: 'Makes the call of an assign, and nothing else',
		defaults: { name: 'Bench Probe' },
		inputs: ['main'],
		outputs: ['main'],
		credentials: [{ name: CREDENTIAL, required: true }],
		properties: [
			{
				displayName: 'Queue',
				name: 'queueId',
				type: 'resourceLocator',
				default: { mode: 'id', value: '' },
				modes: [{ displayName: 'By ID', name: 'id', type: 'string' }],
			},
			{ displayName: 'Bot Session ID', name: 'botSessionId', type: 'string', default: '' },
			{ displayName: 'Callback URL', name: 'callbackUrl', type: 'string', default: '' },
		],
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const items = this.getInputData();
		const data = await this.getCredentials(CREDENTIAL);
		const { parameters, credentials } = this.getNode();
		const { id = null, name = '' } = credentials?.[CREDENTIAL] ?? {};
		const credentialsDecrypted = { id: String(id), name, type: CREDENTIAL, data };
		const { host, streamId, orgId } = data as Record<string, string>;
		const url = `${host}/agentassist/api/v1/public/${streamId}/assign-conversation`;

		const fixed: Record<string, unknown> = {};
		const resolve = (name: string, index: number): unknown =>
			this.getNodeParameter(name, index, '', { extractValue: true });
		const read = (name: string, index: number) =>
			isExpression(parameters[name]) ? resolve(name, index) : (fixed[name] ??= resolve(name, 0));

		const send = async (index: number) =>
			(await this.helpers.httpRequestWithAuthentication.call(
				this,
				CREDENTIAL,
				{
					method: 'POST',
					url,
					body: {
						callbackUrl: read('callbackUrl', index),
						orgId,
						transferredType: 'QUEUE',
						queueId: read('queueId', index),
						botSessionId: read('botSessionId', index),
					},
					json: true,
					encoding: 'text',
					timeout: 30_000,
					returnFullResponse: true,
					ignoreHttpStatusErrors: true,
					disableFollowRedirect: true,
				},
				{ credentialsDecrypted },
			)) as IN8nHttpFullResponse;

		const output: INodeExecutionData[] = [];
		let next = 0;
		const work = async () => {
			while (next < items.length) {
				const item = next++;
				const { statusCode } = await send(item);
				output[item] = { json: { statusCode }, pairedItem: { item } };
			}
		};
		await Promise.all(Array.from({ length: Math.min(CONCURRENCY, items.length) }, work));
		return [output];
	}
}

/**
 * The limit that n8n sets: resolves the same parameters as the Kore AgentAssist node and makes the same call with the
 * same credential, and nothing else. No checks, no pacing, no callback token, no result.
 */
const CREDENTIAL = 'koreAgentAssistApi';
const CONCURRENCY = 100;

/** @param parameter as it is saved */
const isExpression = (parameter: any) => String(parameter?.value ?? parameter).startsWith('=');

export class Probe {
	description = {
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

	async execute(this: any) {
		const items = this.getInputData();
		const data = await this.getCredentials(CREDENTIAL);
		const { parameters, credentials } = this.getNode();
		const credentialsDecrypted = { ...credentials[CREDENTIAL], type: CREDENTIAL, data };
		const url = `${data.host}/agentassist/api/v1/public/${data.streamId}/assign-conversation`;

		const fixed: Record<string, unknown> = {};
		const resolve: (name: string, index: number) => unknown = (name, index) =>
			this.getNodeParameter(name, index, '', { extractValue: true });
		const read: (name: string, index: number) => unknown = (name, index) =>
			isExpression(parameters[name]) ? resolve(name, index) : (fixed[name] ??= resolve(name, 0));

		const send = async (index: number) =>
			await this.helpers.httpRequestWithAuthentication.call(
				this,
				CREDENTIAL,
				{
					method: 'POST',
					url,
					body: {
						callbackUrl: read('callbackUrl', index),
						orgId: data.orgId,
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
			);

		const output: object[] = [];
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

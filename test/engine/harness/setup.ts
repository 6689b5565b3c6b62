import type { INodeParameters } from 'n8n-workflow';
import type { KoreCredential } from '../../../dist/nodes/shared/credential/credential';
import type { Simulator } from '../../kore-simulator';
import type { AppName } from '../../kore-simulator/types';

type AppField =
	| 'host'
	| 'streamId'
	| 'accountId'
	| 'orgId'
	| 'authentication'
	| 'clientId'
	| 'clientSecret'
	| 'privateKey'
	| 'algorithm';

/** The fields of a credential as n8n decrypts it: those of an app, and what a test adds. */
export type Credential = Pick<KoreCredential, AppField> & Partial<KoreCredential>;

/** The credential of one of the simulator's JWT apps, as n8n decrypts it. */
export function credentialFor(
	{ url, world }: Pick<Simulator, 'url' | 'world'>,
	app: AppName = 'hs256',
): Credential {
	const { streamId, accountId, orgId, apps } = world;
	const { clientId, clientSecret, privateKey, algorithm } = apps[app];
	return {
		host: url,
		streamId,
		accountId,
		orgId,
		authentication: 'jwtApp',
		clientId,
		clientSecret: clientSecret ?? '',
		privateKey: privateKey ?? '',
		algorithm,
	};
}

/** The same simulator at an address of which no call is counted yet. */
export const elsewhere = ({ url }: Simulator) => url.replace('127.0.0.1', 'localhost');

/** Where no test reads the callback: nothing is posted by the simulators that use it. */
export const NO_CALLBACK = { callback: { when: 'never' as const } };

/** n8n takes a wait of 0 for none given, and waits a second. */
export const RETRY = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };

/** The parameters of a node that assigns to an agent, as n8n saves them; without the limit of calls a minute, which all tests of a simulator would share. */
export const toAgent = (agentId: string, rest?: Record<string, unknown>) =>
	({
		resource: 'conversation',
		operation: 'assign',
		assignTo: 'agent',
		agentId: byId(agentId),
		botSessionId: '6538f8a3c9cf425ee5cf0001',
		callbackUrl: 'https://callback.invalid/hook',
		...rest,
		options: { requestsPerMinute: 0, ...(rest?.options as object | undefined) },
	}) as INodeParameters;

/** The same to a queue. */
export const toQueue = (queueId: string, rest?: Record<string, unknown>) =>
	toAgent('', { assignTo: 'queue', queueId: byId(queueId), ...rest });

/** An agent or a queue by its ID, or by an expression for it. */
export const byId = (value: string) => by('id', value);

/** The same in one of the other modes. */
export const by = (mode: string, value: string) => ({ __rl: true as const, mode, value });

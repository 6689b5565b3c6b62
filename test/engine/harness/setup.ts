import { startSimulator } from '../../kore-simulator';
import type { Simulator } from '../../kore-simulator';

/** The credential of one of the simulator's JWT apps, as n8n decrypts it. */
export function credentialFor(simulator: Simulator, app: string = 'hs256'): Record<string, string> {
	const { streamId, accountId, orgId, apps } = simulator.world;
	const { clientId, clientSecret, privateKey, algorithm } = (apps as any)[app];
	return {
		host: simulator.url,
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

/** Where no test reads the callback: nothing is posted by the simulators that use it. */
export const NO_CALLBACK = { callback: { when: 'never' as const } };

/** The parameters of a node that assigns to an agent, as n8n saves them. */
export const toAgent = (agentId: string, rest?: Record<string, unknown>) => ({
	resource: 'conversation',
	operation: 'assign',
	assignTo: 'agent',
	agentId: { __rl: true, mode: 'id', value: agentId },
	botSessionId: '6538f8a3c9cf425ee5cf0001',
	callbackUrl: 'https://callback.invalid/hook',
	options: {},
	...rest,
});

/** The same to a queue. */
export const toQueue = (queueId: string, rest?: Record<string, unknown>) => ({
	...toAgent('', rest),
	assignTo: 'queue',
	queueId: { __rl: true, mode: 'id', value: queueId },
	...rest,
});

export { startSimulator };

import type { Call } from './call';

const queues = {
	method: 'GET',
	template: 'B/queues',
	scope: 'Configuration',
	path: () => ['queues'],
} as const;

/** The list of queues again, each time with something wrong in the headers. */
export const tokenCalls = {
	skillGroups: {
		title: 'Test of the credential: skill groups',
		method: 'GET',
		template: 'B/skill-groups',
		scope: 'SmartAssist Analytics',
		path: () => ['skill-groups'],
	},
	usedToken: {
		...queues,
		title: 'A token that was used before',
		authentication: 'usedToken',
	},
	noJwt: { ...queues, title: 'A header auth that is no JWT', authentication: 'noJwt' },
	wrongKey: { ...queues, title: 'A token signed with a wrong key', authentication: 'wrongKey' },
	longToken: {
		...queues,
		title: 'A token with a jti, valid for two hours',
		authentication: 'longToken',
	},
	expiredToken: {
		...queues,
		title: 'A token that expired two hours ago',
		authentication: 'expiredToken',
	},
	noAccount: { ...queues, title: 'No header accountid', authentication: 'noAccount' },
} satisfies Record<string, Call>;

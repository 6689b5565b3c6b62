import type { AppName } from '../types';

export type Scope = 'Routing' | 'Configuration' | 'SmartAssist Analytics';

/** A JWT app of Kore's "Web/Mobile SDK" page (docs/kore-api.md 2.1). */
export interface App {
	clientId: string;
	algorithm: 'HS256' | 'HS512' | 'RS256' | 'RS512';
	/** HS algorithms */
	clientSecret?: string;
	/** RS algorithms, PEM, to sign with; the real Kore never has it */
	privateKey?: string;
	/** RS algorithms, PEM */
	publicKey?: string;
	scopes: Scope[];
	enforceJti: boolean;
}

export interface Agent {
	/** `a-…`, the aId of an assign */
	id: string;
	/** `u-…`, never an aId (docs/kore-api.md 3.1) */
	userId: string;
	firstName: string;
	lastName: string;
	emailId: string;
	role: string;
	/** `ACTIVE` is the only one that Kore's pages show */
	status: string;
	onlineStatus: string;
	/** His ID in the customer's own system */
	customId: string;
	skillIds: string[];
	queueIds: string[];
}

export interface Queue {
	id: string;
	name: string;
	description: string;
	isDefault: boolean;
	isActive: boolean;
}

interface AgentGroup {
	id: string;
	name: string;
}

interface SkillGroup {
	id: string;
	name: string;
}

export interface Conversation {
	id: string;
	botSessionId: string;
	status: 'OPEN' | 'ACTIVE' | 'CLOSED';
	source: string;
	language: string;
	queueId: string;
	/** `a-…` of the agent who has it */
	agentId: string | null;
	/** By assign-conversation, the oldest first */
	transfers: { at: string; target: { agentId: string } | { queueId: string } }[];
}

/** When all queues are open. */
export interface Hours {
	/** As IANA names it */
	timezone: string;
	/** `9:00 AM`; days as `MO` */
	days: { start: string; end: string; day: string }[];
}

export interface World {
	streamId: string;
	accountId: string;
	orgId: string;
	apps: Record<AppName, App>;
	agents: Agent[];
	queues: Queue[];
	hours: Hours;
	agentGroups: AgentGroup[];
	skillGroups: SkillGroup[];
	conversations: Conversation[];
}

import type { IncomingHttpHeaders } from 'node:http';
import type { Request, Response } from 'express';

export type Scope = 'Routing' | 'Configuration' | 'SmartAssist Analytics';

/** A JWT app of Kore's "Web/Mobile SDK" page (kore-api.md 2.1). */
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
	/** `u-…`, never an aId (kore-api.md 3.1) */
	userId: string;
	firstName: string;
	lastName: string;
	emailId: string;
	role: string;
	onlineStatus: string;
	queueIds: string[];
}

export interface Queue {
	id: string;
	name: string;
	description: string;
	isDefault: boolean;
}

export interface AgentGroup {
	id: string;
	name: string;
}

export interface SkillGroup {
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
}

export type AppName =
	'hs256' | 'hs512' | 'rs256' | 'rs512' | 'routingOnly' | 'configurationOnly' | 'enforceJti';

export interface World {
	streamId: string;
	accountId: string;
	orgId: string;
	apps: Record<AppName, App>;
	agents: Agent[];
	queues: Queue[];
	agentGroups: AgentGroup[];
	skillGroups: SkillGroup[];
	conversations: Conversation[];
}

export interface RequestEntry {
	/** ms epoch of arrival */
	at: number;
	/** performance.now() of arrival */
	atMonotonic: number;
	method: string;
	/** raw, with the query */
	path: string;
	headers: IncomingHttpHeaders;
	rawHeaders: string[];
	/** raw text */
	body: string;
	/** the parsed body, null if it is not JSON */
	json: unknown;
	/** payload of the JWT, unverified */
	claims: Record<string, unknown> | null;
	/** null until answered */
	status: number | null;
	/** what exactly was wrong */
	rejection: string | null;
	socketId: number;
}

export interface CallbackEntry {
	/** ms epoch of posting */
	at: number;
	url: string;
	/** as sent */
	body: string;
	contentType: string;
	/** name of the outcome, 'custom' for one given as an object */
	outcome: string;
	/** of the answer */
	status: number | null;
	/** body text of the answer */
	answer: string;
	/** why no answer came */
	error: string | null;
}

export interface CustomOutcome {
	/** a string is sent as it is, anything else as JSON */
	body: unknown;
	contentType?: string;
}

export interface Answer {
	status: number;
	/** a string is sent as it is, anything else as JSON */
	body: unknown;
	contentType?: string;
	/** of the bytes, whatever the content type says */
	charset: 'utf8' | 'utf16le' | 'latin1';
	delayMs: number;
	headers: Record<string, string>;
	/** 1xx answers before this one or its fault */
	interim: number[];
	/** a name of transfer/faults */
	fault?: string;
}

export interface CallbackPlan {
	when: 'after' | 'before' | 'never';
	/** before every round */
	delayMs: number;
	/** up to this much more */
	randomDelayMs: number;
	/** rounds, one after the other */
	times: number;
	/** posts in one round */
	simultaneous: number;
	/** a list: one a round, the last one for all that follow */
	outcome: string | CustomOutcome | (string | CustomOutcome)[];
	/** a name of transfer/wire.js */
	sentAs: string;
}

export interface Rule {
	botSessionId?: string;
	agentId?: string;
	queueId?: string;
	answer?: Partial<Answer>;
	callback?: Partial<CallbackPlan>;
}

export interface Behavior {
	answer?: Partial<Answer>;
	callback?: Partial<CallbackPlan>;
	rules?: Rule[];
	failFirst?: number;
}

/** A valid assign-conversation request. */
export interface Assignment {
	callbackUrl: string;
	botSessionId: string;
	/** in the words of Kore's answer */
	target: { agentId: string } | { queueId: string };
}

declare global {
	namespace Express {
		interface Request {
			entry: RequestEntry;
		}
	}
}

export type { Request, Response };

export interface Endpoint {
	method: 'GET' | 'POST';
	/** below the stream */
	path: string;
	scope: Scope;
	/** names of the query parameters it takes */
	query: string[];
	handle: (req: Request, res: Response) => void | Promise<void>;
}

export interface SimulatorOptions {
	/** 0: any free one */
	port?: number;
	https?: boolean;
	/** calls in one window */
	requestsPerMinute?: number;
	rateLimitWindowMs?: number;
	/** whether a 429 carries Retry-After; Kore documents none */
	retryAfter?: boolean;
	/** before every answer of a Kore endpoint */
	latencyMs?: number;
}

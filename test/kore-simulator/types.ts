import type { IncomingHttpHeaders } from 'node:http';
import type { Request, Response } from 'express';

import type { Scope } from './world/types';

/** The apps of the world, by what is special about them. */
export type AppName =
	'hs256' | 'hs512' | 'rs256' | 'rs512' | 'routingOnly' | 'configurationOnly' | 'enforceJti';

export interface RequestEntry {
	/** Milliseconds since 1970, of arrival */
	at: number;
	/** performance.now() of arrival */
	atMonotonic: number;
	method: string;
	/** Raw, with the query */
	path: string;
	headers: IncomingHttpHeaders;
	rawHeaders: string[];
	/** Raw text */
	body: string;
	/** The parsed body, null if it is not JSON */
	json: unknown;
	/** Payload of the JWT, unverified */
	claims: Record<string, unknown> | null;
	/** Null until answered */
	status: number | null;
	/** What exactly was wrong */
	rejection: string | null;
	socketId: number;
}

export interface CallbackEntry {
	/** Milliseconds since 1970, of posting */
	at: number;
	url: string;
	/** As sent */
	body: string;
	contentType: string;
	/** Name of the outcome, 'custom' for one given as an object */
	outcome: string;
	/** Of the answer */
	status: number | null;
	/** Body text of the answer */
	answer: string;
	/** Why no answer came */
	error: string | null;
}

export interface CustomOutcome {
	/** A string is sent as it is, anything else as JSON */
	body: unknown;
	contentType?: string;
}

export interface Answer {
	status: number;
	/** A string is sent as it is, anything else as JSON */
	body: unknown;
	contentType?: string;
	/** Of the bytes, whatever the content type says */
	charset: 'utf8' | 'utf16le' | 'latin1';
	delayMs: number;
	headers: Record<string, string>;
	/** 1xx answers before this one or its fault */
	interim: number[];
	/** A name of transfer/faults */
	fault?: string;
	/** Whether the transfer shows in the conversation; without it, unless the answer refuses it for certain */
	carriedOut?: boolean;
}

export interface CallbackPlan {
	when: 'after' | 'before' | 'never';
	/** Before every round */
	delayMs: number;
	/** Up to this much more */
	randomDelayMs: number;
	/** Rounds, one after the other */
	times: number;
	/** Posts in one round */
	simultaneous: number;
	/** A list: one a round, the last one for all that follow */
	outcome: string | CustomOutcome | (string | CustomOutcome)[];
	/** A name of transfer/wire */
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

/** The body of a valid assign-conversation request, field by field (docs/kore-api.md 1.3). */
export interface AssignBody {
	callbackUrl: string;
	orgId: string;
	botSessionId: string;
	/** To an agent. */
	aId?: string;
	/** To a queue. */
	transferredType?: 'QUEUE';
	queueId?: string;
}

/** What a valid assign-conversation request asks for. */
export interface Assignment {
	callbackUrl: string;
	botSessionId: string;
	/** In the words of Kore's answer */
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
	/** Below the stream, or below `/agentassist/api/public` */
	path: string;
	/** Whether the stream stands in the header `IId`, and not in the path (docs/kore-api.md 3.4) */
	streamInHeader?: true;
	scope: Scope;
	/** Names of the query parameters it takes */
	query: string[];
	handle: (req: Request, res: Response) => void | Promise<void>;
}

export interface SimulatorOptions {
	/** 0: any free one */
	port?: number;
	https?: boolean;
	/** Calls in one window */
	requestsPerMinute?: number;
	rateLimitWindowMs?: number;
	/** Whether a 429 carries Retry-After; Kore documents none */
	retryAfter?: boolean;
	/** Before every answer of a Kore endpoint */
	latencyMs?: number;
	/** How many the world has */
	agents?: number;
}

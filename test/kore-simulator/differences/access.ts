import { randomUUID } from 'node:crypto';
import jwt from 'jsonwebtoken';

import { isJson, type Difference, type Reply } from './difference';
import type { Request } from '../types';
import type { World } from '../world/types';

/** Signs a good token anew, with other claims. */
function resign(req: Request, { apps }: World, claims: Record<string, unknown>): void {
	const { clientSecret = '' } = apps.hs256;
	try {
		const old = jwt.verify(String(req.headers.auth), clientSecret);
		if (typeof old !== 'string') req.headers.auth = jwt.sign({ ...old, ...claims }, clientSecret);
	} catch {
		// It is refused as it was.
	}
}

const errorsOf = ({ body }: Reply) =>
	isJson(body) && Array.isArray(body.errors) ? body.errors.filter(isJson) : [];

/** Says something else where the message is that. */
const insteadOf = (words: string, change: (reply: Reply) => void) => (reply: Reply) => {
	if (errorsOf(reply).some(({ msg }) => String(msg).includes(words))) change(reply);
};

const saying = (msg: string, status: number) => (reply: Reply) => {
	reply.status = status;
	reply.body = { errors: [{ msg, code: status }] };
};

const inAnHour = () => Math.floor(Date.now() / 1000) + 300;

export const accessDifferences = {
	accountIdOptional: {
		says: 'a call without accountid is taken',
		request: (req, { accountId }) => {
			req.headers.accountid ??= accountId;
		},
	},
	noJwtIs400: {
		says: 'what is no JWT is 400',
		reply: insteadOf('Invalid JWT token', saying('Malformed token', 400)),
	},
	wrongKeyIs403: {
		says: 'a wrong signature is 403',
		reply: insteadOf('Invalid SDK credentials', saying('Forbidden', 403)),
	},
	replayTaken: {
		says: 'a token is taken twice',
		request: (req, world) => resign(req, world, { jti: randomUUID() }),
	},
	longTokenTaken: {
		says: 'a token with a jti may be valid for more than an hour',
		request: (req, world) => resign(req, world, { exp: inAnHour() }),
	},
	expiredInOtherWords: {
		says: 'an expired token is refused in other words',
		reply: insteadOf('jwt expired', saying('Token is no longer valid', 401)),
	},
	scopeIs403: {
		says: 'a missing scope is 403',
		reply: insteadOf('Scope is incorrect', saying('Insufficient permissions', 403)),
	},
	unknownIdIs404: {
		says: 'an ID that nobody has is 404',
		reply: insteadOf('Invalid queueId', saying('Queue not found', 404)),
	},
	limitIs503: {
		says: 'too many calls are 503',
		reply: insteadOf('rate limit', saying('Service unavailable', 503)),
	},
	retryAfter: {
		says: 'too many calls are answered with Retry-After',
		reply: (reply) => {
			if (reply.status === 429 || reply.status === 503) reply.headers['Retry-After'] = '7';
		},
	},
	// The last of those about errors: they look for msg.
	errorsHaveMessage: {
		says: 'errors have message in place of msg',
		reply: (reply) => {
			const errors = errorsOf(reply);
			if (errors.length === 0) return;
			reply.body = { errors: errors.map(({ msg, ...others }) => ({ ...others, message: msg })) };
		},
	},
} satisfies Record<string, Difference>;

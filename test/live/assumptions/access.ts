import { asText, isObject, readReason } from '../../../dist/nodes/shared/kore/answer';
import { Names } from '../mask/names';
import { fieldsOf } from '../mask/shape';
import { joined, shown } from '../mask/shown';
import { aboutRefusal, isSuccess, notLetIn, refusal } from './about';
import { judged, notSeen, type Assumption, type Finding } from './assumption';
import type { Exchange } from '../exchange';
import type { Seen } from '../seen';

/** Who is let in, and how others are refused. */
export const accessAssumptions: Assumption[] = [
	{
		id: 'A1',
		section: '2.2',
		says: 'A JWT with `appId`, `sub`, `iat`, `exp` and `jti` in the header `auth`, without `Bearer`, is taken.',
		judge: (seen) => {
			const answer = seen.answers.get('queues');
			if (!answer || answer.status === null) return notSeen(shown`no answer`);
			if (isSuccess(answer)) return judged(true, shown`HTTP ${answer.status}`);
			// As Kore says it, the token is known; a bare 403 leaves that open, and so does a server in trouble or of others.
			if (answer.cause === 'scope') return judged(true, refusal(answer));
			return answer.cause === 'credentials' && answer.status !== 403
				? judged(false, refusal(answer))
				: notSeen(refusal(answer));
		},
	},
	{
		id: 'A2',
		section: '1.1',
		says: 'A call without the header `accountid` is refused.',
		judge: (seen) => {
			const answer = seen.answers.get('noAccount');
			const why = notLetIn(seen);
			if (!answer || why) return notSeen(why ?? shown`not asked`);
			if (answer.status === null || answer.status === 429) return notSeen(refusal(answer));
			const isTaken = isSuccess(answer);
			// A server in trouble refuses everything.
			const isRefused = !isTaken && answer.status < 500 && answer.cause !== 'notKore';
			return judged(isRefused, isTaken ? shown`taken: HTTP ${answer.status}` : refusal(answer));
		},
	},
	{
		id: 'A3',
		section: '1.5',
		says: 'What is no JWT is refused: 401, `Invalid JWT token`, code 4002.',
		judge: (seen) =>
			aboutRefusal(seen, 'noJwt', { status: 401, words: /invalid jwt token/i, code: 4002 }),
	},
	{
		id: 'A4',
		section: '1.5',
		says: 'A wrong signature is refused: 401, `Invalid SDK credentials`, code 4002.',
		judge: (seen) =>
			aboutRefusal(seen, 'wrongKey', {
				status: 401,
				words: /invalid sdk credentials/i,
				code: 4002,
			}),
	},
	{
		id: 'A5',
		section: '1.5',
		says: 'The body of a refusal has `errors`, an array of objects with `msg` and `code`.',
		judge: judgeErrors,
	},
	{
		id: 'A6',
		section: '2.4 and 2.5',
		says: 'A token with a `jti` is taken once; the second time it is 401, `possibly a replay`.',
		judge: (seen) => {
			const first = seen.answers.get('skillGroups');
			if (!first || !isSuccess(first)) return notSeen(shown`the token was not taken before`);
			return aboutRefusal(seen, 'usedToken', { status: 401, words: /replay/i });
		},
	},
	{
		id: 'A7',
		section: '2.4 and 2.5',
		says: 'A token with a `jti` that is valid for more than an hour is 401, `must be <= 1 hour`.',
		judge: (seen) => aboutRefusal(seen, 'longToken', { status: 401, words: /1 hour/i }),
	},
	{
		id: 'A8',
		section: '1.5',
		says: 'An expired token is 401, and the message says `expired`.',
		judge: (seen) => aboutRefusal(seen, 'expiredToken', { status: 401, words: /expired/i }),
	},
	{
		id: 'A9',
		section: '1.5',
		says: 'A scope that the app lacks is 401, `Scope is incorrect`.',
		judge: judgeScope,
	},
];

/** Those of whole calls, not of single IDs or tokens. */
const SCOPED = ['queues', 'agents', 'availability', 'conversations', 'skillGroups'] as const;

function judgeScope({ answers }: Seen): Finding {
	const refused = SCOPED.flatMap((name) => answers.get(name) ?? []).filter(
		({ status, cause }) => cause === 'scope' || status === 403,
	);
	if (refused.length === 0) return notSeen(shown`no scope was missing`);
	const [first] = refused;
	return judged(
		refused.every(
			({ status, body }) => status === 401 && /scope is incorrect/i.test(readReason(body) ?? ''),
		),
		refusal(first),
	);
}

function judgeErrors({ answers, limited, refusal: refused }: Seen): Finding {
	const all = [...answers.values(), ...limited, ...(refused ? [refused.exchange] : [])];
	const refusals = all.filter(({ status }) => status !== null && status >= 400);
	if (refusals.length === 0) return notSeen(shown`nothing was refused`);
	const others = refusals.filter((answer) => !hasErrors(answer));
	if (others.length === 0) return judged(true, shown`in ${refusals.length} of ${refusals.length}`);
	const so = refusals.length - others.length;
	const [{ body }] = others;
	const fields = fieldsOf(body ?? null, new Names()).slice(0, 6);
	return judged(
		false,
		shown`in ${so} of ${refusals.length}; elsewhere ${joined(fields.map(({ path }) => shown`\`${path}\``))}`,
	);
}

function hasErrors({ body }: Exchange): boolean {
	const errors: unknown = isObject(body) ? body.errors : undefined;
	if (!Array.isArray(errors) || errors.length === 0) return false;
	return errors.every(
		(error) => isObject(error) && typeof error.msg === 'string' && asText(error.code) !== null,
	);
}

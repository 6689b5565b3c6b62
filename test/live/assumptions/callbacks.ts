import { asText, firstObject } from '../../../dist/nodes/shared/kore/answer';
import { headerName, mediaType } from '../mask/headers';
import { form, kindOf } from '../mask/kind';
import { joined, oneOf, shown } from '../mask/shown';
import { hasFields, isSuccess } from './about';
import { timeOf } from '../report/texts';
import { judged, notSeen, type Assumption, type Finding } from './assumption';
import { afterAnswer, type Callback, type Transfer } from '../exchange';
import type { Seen } from '../seen';

const METHODS = ['GET', 'POST', 'PUT', 'PATCH'];

/** What Kore posts to the callback URL of an assign that it took. */
export const callbackAssumptions: Assumption[] = [
	{
		id: 'A40',
		section: '1.4',
		says: 'A callback is a POST with a JSON body and a JSON content type.',
		judge: ofFirst(({ method, headers, body }) => {
			const type = headers['content-type'] ?? '';
			const isJson = /^application\/json\b/i.test(type) && body !== undefined;
			const parsed = body === undefined ? shown`no JSON` : shown`JSON`;
			const what = shown`${oneOf(METHODS, method) ?? shown`another method`}, ${mediaType(type)}, ${parsed}`;
			return judged(method === 'POST' && isJson, what);
		}),
	},
	{
		id: 'A41',
		section: '1.3',
		says: 'A callback has `sessionId`, `agentId` or `queueId`, `status`, and `requestCompletedAt` in milliseconds since 1970.',
		judge: ofFirst(({ body }, { toQueue }) => {
			const fields = firstObject(body);
			const target = toQueue ? 'queueId' : 'agentId';
			const named = hasFields([fields], ['sessionId', target, 'status', 'requestCompletedAt']);
			if (named.verdict === 'differs') return named;
			const { requestCompletedAt } = fields;
			const isTime = typeof requestCompletedAt === 'number' && isMilliseconds(requestCompletedAt);
			const kind = kindOf('requestCompletedAt', requestCompletedAt);
			return judged(isTime, shown`\`requestCompletedAt\`: ${kind}`);
		}),
	},
	{
		id: 'A42',
		section: '1.3',
		says: 'The `status` of a transfer that went well is `transferred`.',
		judge: ofFirst(({ body }) => {
			const { status } = firstObject(body);
			if (status === undefined) return notSeen(shown`no \`status\` in the callback`);
			if (FAILED.test(asText(status) ?? '')) return notSeen(shown`the transfer failed`);
			return judged(status === 'transferred', kindOf('status', status));
		}),
	},
	{
		id: 'A43',
		section: '1.4',
		says: 'An assign brings one callback, if that is answered 200.',
		judge: ({ transfer }) =>
			ofHeard(transfer, (heard) => {
				const { callbacks, listenedMs } = heard;
				if (callbacks.length === 0) return notSeen(shown`none came, or none could get here`);
				const seconds = Math.round((listenedMs ?? 0) / 1000);
				const when = callbacks.map((one) => timeOf(afterAnswer(one, heard)));
				const what = shown`${callbacks.length} until ${seconds} s after it`;
				const times = when.length > 0 ? shown`${what}: ${joined(when)}` : what;
				return judged(callbacks.length === 1, times);
			}),
	},
	{
		id: 'A44',
		section: '1.4',
		says: 'The callback comes after the answer to the assign.',
		judge: ofFirst((callback, transfer) => {
			const after = afterAnswer(callback, transfer);
			return judged(after >= 0, timeOf(after));
		}),
	},
	{
		id: 'A45',
		section: '1.3',
		says: 'The query of the callback URL comes back as it was sent.',
		judge: ofFirst(({ token, query }, transfer) => {
			if (transfer.token === null) return notSeen(shown`the credential signs no callback`);
			const { length } = transfer.token;
			if (token === transfer.token && !isSameQuery(query, transfer.query)) {
				return judged(false, shown`the token, and other parameters than were sent`);
			}
			if (token === transfer.token) return judged(true, shown`a token of ${length} characters`);
			return judged(false, token === null ? shown`no token` : shown`another token`);
		}),
	},
	{
		id: 'A46',
		section: '1.3',
		says: 'The `sessionId` of a callback is the `botSessionId` that was sent, for an agent; for a queue it is another one.',
		judge: ofFirst(({ body }, { session, toQueue }) => {
			const sessionId = asText(firstObject(body).sessionId);
			if (sessionId === null) return notSeen(shown`no \`sessionId\` in the callback`);
			const isSame = sessionId === session;
			const which = isSame ? shown`the same` : shown`another, ${form(sessionId)}`;
			return judged(
				isSame !== toQueue,
				shown`${which}, for ${toQueue ? shown`a queue` : shown`an agent`}`,
			);
		}),
	},
	{
		id: 'A47',
		section: '1.4',
		says: 'A callback carries no signature and no token of its own in its headers.',
		judge: ofFirst(({ headers }) => {
			const found = Object.keys(headers).filter((name) => SIGNATURE.test(name));
			if (found.length === 0) return judged(true, shown`none`);
			const names = found.map((name) => headerName(name) ?? shown`one of another name`);
			return judged(false, joined(names));
		}),
	},
];

const SIGNATURE = /sign|(^|-)sig(-|$)|hmac|digest|hash|sha\d|auth|token|jwt|secret|key|cookie/;

/** Of a transfer that did not go well, in whatever form. */
const FAILED = /fail|reject|error|time.?out|denied|cancel/i;

const isMilliseconds = (value: number) => value > 1.5e12 && value < 2e12;

function isSameQuery(one: string, other: string): boolean {
	const [left, right] = [one, other].map((query) =>
		[...new URLSearchParams(query)].map(([name, value]) => `${name}=${value}`).sort(),
	);
	return left.join('&') === right.join('&');
}

/** Judges the first callback of the assign. */
function ofFirst(
	judge: (callback: Callback, transfer: Transfer) => Finding,
): (seen: Seen) => Finding {
	return ({ transfer }) =>
		ofHeard(transfer, (heard) => {
			const [first] = heard.callbacks;
			return first ? judge(first, heard) : notSeen(shown`no callback came`);
		});
}

function ofHeard(transfer: Transfer | undefined, judge: (transfer: Transfer) => Finding): Finding {
	if (!transfer) return notSeen(shown`no assign was made`);
	if (!isSuccess(transfer.exchange)) return notSeen(shown`the assign was refused`);
	if (transfer.listenedMs === null) return notSeen(shown`nobody listened here`);
	return judge(transfer);
}

import { asText, firstObject, isObject, readReason } from '../../../dist/nodes/shared/kore/answer';
import { kindOf } from '../mask/kind';
import { maskMessage } from '../mask/message';
import { shown, type Shown } from '../mask/shown';
import { isSuccess, refusal, unanswered } from './about';
import { judged, notSeen, type Assumption, type Finding } from './assumption';
import type { Seen } from '../seen';
import type { Transfer } from '../exchange';

/** How far Kore's clock may be from this machine's. */
const CLOCKS_MS = 60_000;

const NOT_TRIED = shown`no assign was made`;

/** The answer to an assign, and what becomes of it. */
export const transferAssumptions: Assumption[] = [
	{
		id: 'A38',
		section: '1.4',
		says: 'An assign with the fields of the samples as a JSON body is answered 2xx.',
		judge: ({ transfer }) => {
			if (!transfer) return notSeen(NOT_TRIED);
			const { exchange } = transfer;
			const why = unanswered(exchange, 'Routing');
			if (why) return notSeen(why);
			const isTaken = isSuccess(exchange);
			return judged(isTaken, isTaken ? shown`HTTP ${exchange.status ?? 0}` : refusal(exchange));
		},
	},
	{
		id: 'A39',
		section: '1.4',
		says: 'The answer to an assign has no `status`: the callback alone tells the result.',
		judge: ({ transfer }) => {
			if (!transfer || !isSuccess(transfer.exchange)) return notSeen(NOT_TRIED);
			const { body } = transfer.exchange;
			const status = findStatus(body);
			const kind = body === undefined ? shown`no JSON` : kindOf('', body);
			return judged(
				status === undefined,
				status === undefined ? kind : shown`\`status\`: ${kindOf('status', status)}`,
			);
		},
	},
	{
		id: 'A48',
		section: '3.4',
		says: 'After an assign, the conversation shows it in `transferDetails`.',
		judge: ({ transfer, sessionAfter }) => {
			if (!transfer || !sessionAfter) return notSeen(NOT_TRIED);
			if (!isSuccess(transfer.exchange)) return notSeen(shown`the assign was refused`);
			const why = unanswered(sessionAfter, 'SmartAssist Analytics');
			if (why) return notSeen(why);
			if (!isSuccess(sessionAfter)) return judged(false, refusal(sessionAfter));
			const { transferDetails } = firstObject(sessionAfter.body);
			const all = Array.isArray(transferDetails) ? transferDetails.filter(isObject) : [];
			const since = transfer.exchange.at - CLOCKS_MS;
			const own = all.filter(
				({ transferredAt }) => Date.parse(asText(transferredAt) ?? '') >= since,
			);
			if (own.length === 0 && transfer.listenedMs === null) {
				return notSeen(shown`looked up at once, and not there yet`);
			}
			return judged(own.length > 0, shown`${own.length} of ${all.length} since the assign`);
		},
	},
	{
		id: 'A49',
		section: '1.4',
		says: 'An assign that cannot work is answered 2xx, and fails in the callback: a `status` that is not `transferred`, and a reason.',
		judge: judgeRefusal,
	},
];

/** States of which none says that a transfer has failed. */
const UNFAILED = /^(transferred|success|succe|ok|complete|accept|queue|pending|progress|assign)/i;

/** Wherever in an answer a field says how it went. */
function findStatus(value: unknown): unknown {
	if (typeof value !== 'object' || value === null) return undefined;
	const entries = Object.entries(value);
	const own = entries.find(([name]) => /^status$/i.test(name));
	if (own && !Array.isArray(value)) return own[1];
	return entries.map(([, entry]) => findStatus(entry)).find((status) => status !== undefined);
}

function judgeRefusal({ refusal: refused, transfer }: Seen): Finding {
	const heard = transfer?.callbacks.length ?? 0;
	if (!refused) return notSeen(shown`not tried`);
	const { exchange, callbacks } = refused;
	const why = unanswered(exchange, 'Routing');
	if (why) return notSeen(why);
	if (!isSuccess(exchange)) return judged(false, shown`refused at once: ${refusal(exchange)}`);
	if (callbacks.length === 0) return silent(refused, heard > 0);
	const { status } = firstObject(callbacks[0].body);
	const reason = readReason(callbacks[0].body);
	const fails = asText(status) !== null && !UNFAILED.test(asText(status) ?? '');
	const word = shown`callback with \`status\` ${kindOf('status', status ?? null)}`;
	const words: Shown = reason === null ? shown`no reason` : maskMessage(reason);
	return judged(fails && reason !== null, shown`${word}, ${words}`);
}

/** @param isReachable whether the other assign's callback has come here: else a broken tunnel would be silent, too */
const silent = ({ listenedMs }: Transfer, isReachable: boolean): Finding =>
	listenedMs === null || !isReachable
		? notSeen(shown`taken; no callback, or none that could get here`)
		: judged(false, shown`taken, and no callback in ${Math.round(listenedMs / 1000)} s`);

import { oneOf, joined, shown, type Shown } from '../mask/shown';
import type { Names } from '../mask/names';
import { afterAnswer, type Transfer } from '../exchange';
import { answerDetails, statusOf } from './calls';
import { folded, timeOf } from './texts';

const METHODS = ['GET', 'POST', 'PUT', 'PATCH'];

/** What became of an assign, in the order of time. */
export function transferSection(transfer: Transfer | undefined, names: Names): Shown {
	if (!transfer) return shown`Not made.`;
	const { toQueue, exchange, callbacks, listenedMs } = transfer;
	const line = shown`To ${toQueue ? shown`a queue` : shown`an agent`}. Answered after ${Math.round(exchange.ms)} ms: ${statusOf(exchange)}.`;
	const heard =
		listenedMs === null
			? shown`The callback went to a place of the user's own, and was not seen here.`
			: shown`${callbacks.length} callbacks in ${Math.round(listenedMs / 1000)} s after the answer.`;
	const details = callbacks.map((callback, index) => {
		const method = oneOf(METHODS, callback.method) ?? shown`another method`;
		const title = shown`Callback ${index + 1}: ${method}, ${timeOf(afterAnswer(callback, transfer))}`;
		return folded(title, answerDetails(callback, names));
	});
	const answer = folded(shown`The answer`, answerDetails(exchange, names));
	return shown`${line} ${heard}

${joined([answer, ...details], '\n')}`;
}

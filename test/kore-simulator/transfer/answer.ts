import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';

import { FAULTS, STATUSLESS, sendInterim } from './faults';
import { encode } from './outcomes';
import type { Answer, RequestEntry, Response } from '../types';

/** Resolves when the answer has left, or when the caller has gone. */
export async function sendAnswer(res: Response, entry: RequestEntry, answer: Answer) {
	if (answer.delayMs > 0) await pause(answer.delayMs, undefined, { ref: false });
	if (res.closed) return;
	const { body: text, contentType } = encode(answer.body, answer.contentType);
	const body = Buffer.from(text, answer.charset);
	sendInterim(res, answer.interim);
	if (answer.fault) {
		if (!STATUSLESS.includes(answer.fault)) entry.status = answer.status;
		await FAULTS[answer.fault](res, answer, { body, contentType });
		return;
	}
	entry.status = answer.status;
	res.status(answer.status).set({ 'Content-Type': contentType, ...answer.headers });
	const closed = once(res, 'close');
	res.end(body);
	await closed;
}

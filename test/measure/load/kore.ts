import http from 'node:http';
import axios, { type AxiosError } from 'axios';

import { assignBody, sessionOf } from '../../kore-simulator/assignBody';
import { serve } from '../child/serve';
import { forgeries } from '../../e2e/waiting/forge';
import { session } from '../../e2e/stage/people';
import { startSimulator, type Simulator } from '../../kore-simulator';
import { deliveriesFor, type Kind } from './mixture';

interface Posted {
	session: string;
	kind: Kind;
	/** Status, or why there was none */
	answer: number | string;
}

const LOOK_MS = 20;
const TIMEOUT_MS = 60_000;
// A connection for each callback, as with Kore, whose calls are single ones.
const CLIENT = axios.create({
	httpAgent: new http.Agent(),
	timeout: TIMEOUT_MS,
	proxy: false,
	validateStatus: () => true,
});

let simulator: Simulator;
const posted: Posted[] = [];
let pending = 0;
let seen = 0;

/** @param number of the transfer */
function deliver(number: number, callbackUrl: string) {
	const result = {
		sessionId: session(number),
		status: 'transferred',
		requestCompletedAt: Date.now(),
	};
	for (const { kind, delayMs } of deliveriesFor(number)) {
		const body = { ...result, ...(kind === 'other bytes' && { attempt: 2 }) };
		const url = kind === 'forgery' ? forgery(number, callbackUrl) : callbackUrl;
		pending += 1;
		setTimeout(() => {
			void answerTo(url, body).then((answer) => {
				posted.push({ session: result.sessionId, kind, answer });
				pending -= 1;
			});
		}, delayMs);
	}
}

const answerTo = async (url: string, body: object): Promise<Posted['answer']> =>
	await CLIENT.post(url, body).then(
		({ status }) => status,
		({ code, message }: AxiosError) => code ?? message,
	);

function forgery(number: number, url: string) {
	const kinds = forgeries(url);
	return kinds[Math.floor(number / 4) % kinds.length];
}

/** An answer of the simulator's is followed by the callbacks of its transfer. */
function look() {
	const requests = simulator.requests();
	// In the order of the requests: one that is not answered yet holds the others up for no longer than that.
	for (; seen < requests.length && requests[seen].status !== null; seen++) {
		const { botSessionId, callbackUrl } = assignBody(requests[seen]);
		if (requests[seen].status === 200) deliver(numberOf(botSessionId), callbackUrl);
	}
}

const numberOf = (botSessionId: string) => parseInt(botSessionId.slice(session(0).length - 4), 16);

const answers = {
	async start() {
		simulator = await startSimulator({ requestsPerMinute: Infinity });
		simulator.setBehavior({ callback: { when: 'never' } });
		setInterval(look, LOOK_MS);
		const { url, world } = simulator;
		return { url, world };
	},
	pending: () => pending,
	/** The log itself would be some hundred megabytes. */
	account() {
		const asked = simulator.requests().map((request) => {
			const { status, rejection } = request;
			return { session: sessionOf(request), status, rejection };
		});
		return { asked, posted };
	},
};

export type Kore = typeof answers;

serve(answers);

import axios from 'axios';

import { assignBody } from '../../kore-simulator/assignBody';
import type { Simulator } from '../../kore-simulator';

const ANSWER_LIMIT_MS = 15_000;

export interface Posted {
	url: string;
	/** Of the answer. */
	status: number | null;
	/** Why there was none. */
	error: string | null;
}

/** What Kore knows of each transfer: the simulator, and what the campaign posts in Kore's name. */
export class Ledger {
	readonly #simulator: Simulator;
	readonly #posted: Posted[] = [];

	constructor(simulator: Simulator) {
		this.#simulator = simulator;
	}

	/** The requests that Kore accepted, whether or not n8n was there to read the answer. */
	#accepted() {
		return this.#simulator
			.requests()
			.filter(({ path, rejection, json }) => /assign-conv/.test(path) && !rejection && json)
			.map(assignBody);
	}

	accepted(session: string) {
		return this.#accepted().filter(({ botSessionId }) => botSessionId === session).length;
	}

	#urls(session: string) {
		return this.#accepted()
			.filter(({ botSessionId }) => botSessionId === session)
			.map(({ callbackUrl }) => callbackUrl);
	}

	callbacks(session: string): Posted[] {
		const urls = this.#urls(session);
		return [...this.#simulator.callbacks(), ...this.#posted].filter(({ url }) =>
			urls.includes(url),
		);
	}

	isAnswered(session: string) {
		return this.callbacks(session).some(({ status }) => status === 200);
	}

	/** Posts the genuine callback of a transfer, if Kore has accepted it. */
	async post(session: string): Promise<Posted | undefined> {
		const [url] = this.#urls(session);
		if (!url) return undefined;
		const entry: Posted = { url, status: null, error: null };
		this.#posted.push(entry);
		const body = { sessionId: session, status: 'transferred', requestCompletedAt: Date.now() };
		try {
			const answer = await axios.post(url, body, {
				timeout: ANSWER_LIMIT_MS,
				maxRedirects: 0,
				proxy: false,
				validateStatus: () => true,
			});
			entry.status = answer.status;
		} catch (error) {
			entry.error = String((error as Error).message);
		}
		return entry;
	}
}

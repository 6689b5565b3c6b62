import { setTimeout as sleep } from 'node:timers/promises';
import axios, { type AxiosError } from 'axios';

import { session } from '../../e2e/stage/people';
import { waits } from './mixture';
import type { LoadStage } from './stage';

// Each also waits for late repeats, so that this many are needed to keep n8n busy.
const USERS = 32;
const TRANSFER_LIMIT_MS = 60_000;
// A loaded n8n may need this long for what is on its way when nothing new comes.
const QUIET_LIMIT_MS = 120_000;

/** Starts transfers and knows how many. */
export class Transfers {
	/** How many so far. */
	asked = 0;
	/** n8n's status for each, or why there was none. */
	readonly answers = new Map<number, number | string>();
	readonly #stage: LoadStage;
	readonly #client = axios.create({
		timeout: TRANSFER_LIMIT_MS,
		proxy: false,
		validateStatus: () => true,
	});

	constructor(stage: LoadStage) {
		this.#stage = stage;
	}

	/** @returns number of the transfer, as soon as n8n has taken it */
	async start(): Promise<number> {
		const { accepted, waiting } = this.#stage.workflows;
		const number = this.asked++;
		const { url } = waits(number) ? waiting : accepted;
		const answer = await this.#client.post(url, { session: session(number) }).then(
			({ status }) => status,
			({ code, message }: AxiosError) => code ?? message,
		);
		this.answers.set(number, answer);
		return number;
	}

	/** Numbers of those that are not over. */
	open(): number[] {
		const numbers = Array.from({ length: this.asked }, (_, number) => number);
		return numbers.filter((number) => !this.#stage.tally.isDone(number));
	}

	/**
	 * As many as n8n can take: each user starts the next when one is over. One that never ends is left to the account.
	 *
	 * @returns transfers a second
	 */
	async capacity(warmUpMs: number, countedMs: number): Promise<number> {
		const begin = performance.now() + warmUpMs;
		const end = begin + countedMs;
		let counted = 0;
		const use = async () => {
			while (performance.now() < end) {
				const isDone = await this.#stage.tally.done(await this.start(), TRANSFER_LIMIT_MS);
				const now = performance.now();
				if (isDone && now >= begin && now < end) counted += 1;
			}
		};
		await Promise.all(Array.from({ length: USERS }, use));
		return (counted * 1000) / countedMs;
	}

	/** One after the other at an even pace, whatever becomes of those before. */
	async offer(perSecond: number, forMs: number) {
		const begin = performance.now();
		const count = Math.round((perSecond * forMs) / 1000);
		const started: Promise<number>[] = [];
		for (let index = 0; index < count; index++) {
			const due = begin + (index * 1000) / perSecond;
			const early = due - performance.now();
			if (early > 1) await sleep(early);
			started.push(this.start());
		}
		await Promise.all(started);
	}

	/** Nothing is on its way any more, or nothing has come for long. */
	async untilOver() {
		let open = this.open().length;
		for (let quietMs = 0; quietMs < QUIET_LIMIT_MS; quietMs += 500) {
			const posting = await this.#stage.kore.ask('pending');
			const now = this.open().length;
			if (now === 0 && posting === 0) return;
			if (now !== open) quietMs = 0;
			open = now;
			await sleep(500);
		}
	}
}

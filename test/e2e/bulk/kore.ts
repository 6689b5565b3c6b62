import { credentialFor, NO_CALLBACK, toQueue } from '../../engine/harness/setup';
import { startSimulator } from '../../kore-simulator';
import { sessionOf } from '../../kore-simulator/assignBody';
import { assign, rows, start, type Credential, type Node } from '../stage/nodes';
import { queue, session } from '../stage/people';
import { workflow } from '../stage/workflow';
import type { Simulator } from '../../kore-simulator';
import type { Answer, SimulatorOptions } from '../../kore-simulator/types';
import type { Stage } from '../stage/stage';

/** A simulated Kore of one scenario's own, so that scenarios can run side by side. */
export class Kore {
	constructor(
		readonly simulator: Simulator,
		readonly credential: Credential,
	) {
		this.answerAll();
	}

	/**
	 * @param answer to every request
	 * @param exceptions by the number of the item
	 */
	answerAll(answer?: Partial<Answer>, exceptions: Record<number, Partial<Answer>> = {}) {
		const rules = Object.entries(exceptions).map(([item, other]) => ({
			botSessionId: session(Number(item)),
			answer: other,
		}));
		this.simulator.setBehavior({ ...NO_CALLBACK, answer, rules });
	}

	/** Forgets what was sent, and answers everything with 200. */
	reset() {
		this.simulator.reset();
		this.answerAll();
	}

	/** @param status of the answer; any if it is left out */
	requests(status?: number) {
		const all = this.simulator.requests();
		return status === undefined ? all : all.filter((request) => request.status === status);
	}

	/**
	 * @param count of items
	 * @param status of the answer; any if it is left out
	 * @returns how often Kore got each of the items
	 */
	timesSent(count: number, status?: number): number[] {
		const sent = this.requests(status).map(sessionOf);
		return sessions(count).map((id) => sent.filter((other) => other === id).length);
	}

	/**
	 * A workflow of the bulk shape: the queue is fixed, the session an expression.
	 *
	 * @param count of items
	 * @param options of the node
	 * @param settings of the node
	 */
	workflow(count: number, options?: Record<string, unknown>, settings?: Partial<Node>) {
		const table = sessions(count).map((botSession) => ({ botSession }));
		const node = this.node(options, settings);
		return workflow(`${count} items`, [start(), ...rows(table), node]);
	}

	node(options?: Record<string, unknown>, settings?: Partial<Node>) {
		const botSessionId = '={{ $json.botSession }}';
		return assign(this.credential, toQueue(queue(1), { botSessionId, options }), settings);
	}
}

export const sessions = (count: number) =>
	Array.from({ length: count }, (_, item) => session(item));

/** One Kore for all tests of the block. */
export function useKore(stage: () => Stage, options?: SimulatorOptions): () => Kore {
	let kore: Kore;
	beforeAll(async () => {
		const simulator = await startSimulator({ requestsPerMinute: Infinity, ...options });
		kore = new Kore(simulator, await stage().saveCredential(credentialFor(simulator)));
	});
	afterAll(async () => await kore?.simulator.stop());
	return () => kore;
}

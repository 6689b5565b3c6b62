const {
	credentialFor,
	NO_CALLBACK,
	startSimulator,
	toQueue,
} = require('../../engine/harness/setup');
const { assign, rows, start } = require('../stage/nodes');
const { queue, session } = require('../stage/people');
const { workflow } = require('../stage/workflow');

/**
 * @typedef {import('../stage/nodes').Node} Node
 * @typedef {import('../../kore-simulator/types').Answer} Answer
 */

/** A simulated Kore of one scenario's own, so that scenarios can run side by side. */
class Kore {
	/**
	 * @param {import('../../kore-simulator').Simulator} simulator
	 * @param {import('../stage/nodes').Credential} credential
	 */
	constructor(simulator, credential) {
		this.simulator = simulator;
		this.credential = credential;
		this.answerAll();
	}

	/**
	 * @param {Partial<Answer>} [answer] to every request
	 * @param {Record<number, Partial<Answer>>} [exceptions] by the number of the item
	 */
	answerAll(answer, exceptions = {}) {
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

	/** @param {number} [status] of the answer; any if it is left out */
	requests(status) {
		const all = this.simulator.requests();
		return status === undefined ? all : all.filter((request) => request.status === status);
	}

	/**
	 * @param {number} count of items
	 * @param {number} [status] of the answer; any if it is left out
	 * @returns {number[]} how often Kore got each of the items
	 */
	timesSent(count, status) {
		const sent = this.requests(status).map(({ json }) => /** @type {any} */ (json)?.botSessionId);
		return sessions(count).map((id) => sent.filter((other) => other === id).length);
	}

	/**
	 * A workflow of the bulk shape: the queue is fixed, the session an expression.
	 * @param {number} count of items
	 * @param {Record<string, unknown>} [options] of the node
	 * @param {Partial<Node>} [settings] of the node
	 */
	workflow(count, options, settings) {
		const table = sessions(count).map((botSession) => ({ botSession }));
		const node = this.node(options, settings);
		return workflow(`${count} items`, [start(), ...rows(table), node]);
	}

	/**
	 * @param {Record<string, unknown>} [options]
	 * @param {Partial<Node>} [settings]
	 */
	node(options, settings) {
		const botSessionId = '={{ $json.botSession }}';
		return assign(this.credential, toQueue(queue(1), { botSessionId, options }), settings);
	}
}

/** @param {number} count */
const sessions = (count) => Array.from({ length: count }, (_, item) => session(item));

/**
 * One Kore for all tests of the block.
 * @param {() => import('../stage/stage').Stage} stage
 * @param {import('../../kore-simulator/types').SimulatorOptions} [options]
 * @returns {() => Kore}
 */
function useKore(stage, options) {
	/** @type {Kore} */
	let kore;
	beforeAll(async () => {
		const simulator = await startSimulator({ requestsPerMinute: Infinity, ...options });
		kore = new Kore(simulator, await stage().saveCredential(credentialFor(simulator)));
	});
	afterAll(async () => await kore?.simulator.stop());
	return () => kore;
}

module.exports = { Kore, sessions, useKore };

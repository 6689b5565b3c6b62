const express = require('express');

const { eventsFor, waits } = require('./mixture');
const { session } = require('../../e2e/stage/people');

/**
 * @typedef {object} Outcome what n8n's workflows have reported of a session
 * @property {any[]} events of the trigger
 * @property {any[]} results of executions that waited
 */

/** What comes out of the workflows, by session: their last node posts it here. */
async function startTally() {
	/** @type {Map<string, Outcome>} */
	const outcomes = new Map();
	/** @type {Map<string, () => void>} */
	const watchers = new Map();
	/** @param {string} id */
	const of = (id) => {
		const outcome = outcomes.get(id) ?? { events: [], results: [] };
		outcomes.set(id, outcome);
		return outcome;
	};
	/** @param {number} number */
	const isDone = (number) => {
		const { events, results } = of(session(number));
		return events.length >= eventsFor(number) && (!waits(number) || results.length > 0);
	};
	const app = express();
	app.post('/:kind', express.json(), (request, response) => {
		const { botSessionId, requestId, outcome, eventId, resumed } = request.body;
		const kind = /** @type {'events' | 'results'} */ (request.params.kind);
		of(botSessionId)[kind].push({ requestId, outcome, eventId, resumed });
		response.json({});
		watchers.get(botSessionId)?.();
	});
	const server = app.listen(0, '127.0.0.1');
	await new Promise((resolve) => server.once('listening', resolve));
	const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
	return {
		url: `http://127.0.0.1:${port}`,
		of,
		isDone,
		/** Resolves when all that belongs to the transfer has come out. @param {number} number @param {number} limitMs */
		async done(number, limitMs) {
			await new Promise((resolve, reject) => {
				const id = session(number);
				const limit = setTimeout(
					() => reject(new Error(`Transfer ${number} never ended`)),
					limitMs,
				);
				const check = () => {
					if (!isDone(number)) return;
					clearTimeout(limit);
					watchers.delete(id);
					resolve(undefined);
				};
				watchers.set(id, check);
				check();
			});
		},
		async stop() {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

/** @typedef {Awaited<ReturnType<typeof startTally>>} Tally */

module.exports = { startTally };

'use strict';

const { randomUUID } = require('node:crypto');
const express = require('express');

/**
 * The arguments of one call of the tool.
 * @typedef {Record<string, unknown>} Arguments
 */

/** @param {object} message of the assistant @param {'tool_calls' | 'stop'} reason */
const completion = (message, reason) => ({
	id: `chatcmpl-${randomUUID()}`,
	object: 'chat.completion',
	created: Math.floor(Date.now() / 1000),
	model: 'stub',
	choices: [
		{ index: 0, message: { role: 'assistant', content: null, ...message }, finish_reason: reason },
	],
	usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
});

/** @param {string} name of the tool @param {Arguments} args */
const toolCall = (name, args) => ({
	id: `call_${randomUUID()}`,
	type: 'function',
	function: { name, arguments: JSON.stringify(args) },
});

/**
 * A chat model with OpenAI's chat completions API that does what a test has planned, and keeps what it was told.
 * @typedef {Awaited<ReturnType<typeof startModel>>} Model
 */
async function startModel() {
	/** @type {Arguments[][]} */
	let plan = [];
	/** @type {any[]} */
	let requests = [];
	const app = express();
	app.post('/v1/chat/completions', express.json({ limit: '1mb' }), ({ body }, response) => {
		requests.push(body);
		const calls = plan.shift();
		const [tool] = body.tools;
		response.json(
			calls
				? completion(
						{ tool_calls: calls.map((args) => toolCall(tool.function.name, args)) },
						'tool_calls',
					)
				: completion({ content: 'The model has nothing more to do.' }, 'stop'),
		);
	});
	const server = app.listen(0, '127.0.0.1');
	await new Promise((resolve) => server.once('listening', resolve));
	const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
	return {
		url: `http://127.0.0.1:${port}/v1`,
		/** @param {Arguments[][]} rounds each answer's calls of the first tool; after them the model ends with a text */
		planCalls(rounds) {
			plan = [...rounds];
			requests = [];
		},
		/** What the tool's calls have brought, in the order of the calls, as the model read it. */
		told: () =>
			(requests.at(-1)?.messages ?? [])
				.filter((/** @type {any} */ { role }) => role === 'tool')
				.map((/** @type {any} */ { content }) => String(content)),
		async stop() {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

module.exports = { startModel };

'use strict';

const { randomUUID } = require('node:crypto');
const express = require('express');

/**
 * The arguments of one call of the tool.
 * @typedef {Record<string, unknown>} Arguments
 */

/**
 * @param {{ content?: string, tool_calls?: ReturnType<typeof toolCall>[] }} message of the assistant
 * @param {'message' | 'delta'} part how it is sent: at once or streamed
 */
const completion = (message, part) => ({
	id: `chatcmpl-${randomUUID()}`,
	object: part === 'delta' ? 'chat.completion.chunk' : 'chat.completion',
	created: Math.floor(Date.now() / 1000),
	model: 'stub',
	choices: [
		{
			index: 0,
			[part]: { role: 'assistant', content: null, ...message },
			finish_reason: message.tool_calls ? 'tool_calls' : 'stop',
		},
	],
	usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
});

/** @param {string} name of the tool @param {Arguments} args @param {number} index */
const toolCall = (name, args, index) => ({
	index,
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
		const { name } = body.tools[0].function;
		const message = calls
			? { tool_calls: calls.map((args, index) => toolCall(name, args, index)) }
			: { content: 'The model has nothing more to do.' };
		if (!body.stream) {
			response.json(completion(message, 'message'));
			return;
		}
		// The agent's version 1 asks for a stream; all of it may come in one piece.
		response.type('text/event-stream');
		response.end(`data: ${JSON.stringify(completion(message, 'delta'))}\n\ndata: [DONE]\n\n`);
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

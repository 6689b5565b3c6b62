import { randomUUID } from 'node:crypto';

import express from 'express';

import { serve } from '../../engine/harness/serve';

/** The arguments of one call of the tool. */
export type Arguments = Record<string, unknown>;

/**
 * The calls of one answer of the model; or what it calls when it has read what the calls before have brought, the last of them last.
 */
export type Round = Arguments[] | ((told: string[]) => Arguments[]);

export const callsOf = (round: Round, told: string[]): Arguments[] =>
	typeof round === 'function' ? round(told) : round;

/** As the model gets, and gives, it. */
export interface Message {
	role: string;
	content: unknown;
	tool_calls?: { function: { name: string; arguments: string } }[];
}

/** What n8n asks the model for, as far as it is looked at. */
interface CompletionRequest {
	messages: Message[];
	tools: { function: { name: string; description: string } }[];
	stream?: boolean;
}

/**
 * @param message of the assistant
 * @param part how it is sent: at once or streamed
 */
const completion = (
	message: { content?: string; tool_calls?: ReturnType<typeof toolCall>[] },
	part: 'message' | 'delta',
) => ({
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

/** @param name of the tool */
const toolCall = (name: string, args: Arguments, index: number) => ({
	index,
	id: `call_${randomUUID()}`,
	type: 'function',
	function: { name, arguments: JSON.stringify(args) },
});

export type Model = Awaited<ReturnType<typeof startModel>>;

/**
 * A chat model with OpenAI's chat completions API that does what a test has planned, and keeps what it
 * was told.
 */
export async function startModel() {
	let plan: Round[] = [];
	let tools: string[] = [];
	let last = '';
	let requests: CompletionRequest[] = [];
	const told = () =>
		(requests.at(-1)?.messages ?? [])
			.filter(({ role }) => role === 'tool')
			.map(({ content }) => String(content));
	const app = express();
	app.post('/v1/chat/completions', express.json({ limit: '1mb' }), (request, response) => {
		const body = request.body as CompletionRequest;
		requests.push(body);
		const round = plan.shift();
		const calls = round && callsOf(round, told());
		const name = tools.shift() ?? body.tools[0].function.name;
		const message = calls
			? { tool_calls: calls.map((args, index) => toolCall(name, args, index)) }
			: { content: last };
		if (!body.stream) {
			response.json(completion(message, 'message'));
			return;
		}
		// The agent's version 1 asks for a stream; all of it may come in one piece.
		response.type('text/event-stream');
		response.end(`data: ${JSON.stringify(completion(message, 'delta'))}\n\ndata: [DONE]\n\n`);
	});
	const { url, stop } = await serve(app);
	return {
		url: `${url}/v1`,
		stop,
		/**
		 * @param rounds each answer's calls of a tool; after them the model ends with a text
		 * @param names of the tool of each round; the first one that n8n offers by default
		 * @param says the text
		 */
		planCalls(rounds: Round[], names: string[] = [], says = 'The model has nothing more to do.') {
			plan = [...rounds];
			tools = [...names];
			last = says;
			requests = [];
		},
		/** What the tool's calls have brought, in the order of the calls, as the model read it. */
		told,
		/** The text that it ends with. */
		says: () => last,
		/** All that the model was told when it was asked last, and the tools that it was offered. */
		heard: () => requests.at(-1),
	};
}

import { setTimeout as sleep } from 'node:timers/promises';
import express, { type Request, type Response } from 'express';
import type {
	ICredentialDataDecryptedObject,
	INode,
	IRunExecutionData,
	IWebhookData,
} from 'n8n-workflow';
import type { TransferResult } from '../../../dist/nodes/shared/callback/transferResult';
import { additionalData } from './additionalData';
import { WebhookContext } from './n8n';
import { parseLikeN8n, rawBodyReader } from './n8nBody';
import { createWorkflow, nodeTypes } from './nodes';
import { jsonOf } from './run';
import { serve } from './serve';

/** Behind Node's own limit of 16 KB no token of 100 KB would reach the node. */
const MAX_HEADER_BYTES = 1024 * 1024;

const SETTLED_LIMIT_MS = 3000;
/** n8n unpacks a body on when the sender has gone; one that broke off it would unpack for ever. */
const READING_LIMIT_MS = 100;

/** What a node's `webhook()` makes of a callback. */
interface CallbackEvent extends TransferResult {
	/** Of the trigger, where an execution waits for the callback. */
	relay?: string;
}

/** What became of a callback that reached the node. */
interface Call {
	/** That was answered. */
	status: number;
	/** One for every execution that n8n would have started, or resumed. */
	events: CallbackEvent[];
	/** Whether the node has left the answer to n8n, which gives it when it has the execution. */
	leftToN8n: boolean;
	thrown?: unknown;
	/** That `webhook()` took. */
	cpuMs: number;
	log: string[];
}

/**
 * A server on loopback that hands each POST to a node's `webhook()` through n8n's WebhookContext and answers as n8n's
 * webhook handler does.
 */
export async function startWebhookHost({
	path,
	node,
	credential,
	runExecutionData,
	isSlowVersion1 = false,
}: {
	path: string;
	node: INode;
	credential: ICredentialDataDecryptedObject;
	/** Of the execution that waits. */
	runExecutionData?: () => IRunExecutionData;
	/** An n8n 1.x that comes to the node only when the sender is gone. */
	isSlowVersion1?: boolean;
}) {
	const workflow = createWorkflow([node]);
	const calls: Call[] = [];
	const events: CallbackEvent[] = [];
	let running = 0;
	/** That n8n still reads, before it calls the node. */
	const reading: Set<Request> = new Set();

	const answer = async (request: Request, response: Response) => {
		const call: Call = { status: 0, events: [], leftToN8n: false, cpuMs: 0, log: [] };
		calls.push(call);
		running += 1;
		reading.delete(request);
		const context = new WebhookContext(
			workflow,
			node,
			{ ...additionalData(credential), httpRequest: request, httpResponse: response },
			'webhook',
			{ webhookDescription: { name: 'default' } } as IWebhookData,
			[],
			runExecutionData?.() ?? null,
		);
		Object.defineProperty(context, 'logger', { value: recorder(call.log) });
		const began = process.cpuUsage();
		try {
			const result = await callWebhook(context, node);
			call.events = jsonOf<CallbackEvent>((result.workflowData ?? []).flat());
			events.push(...call.events);
			call.leftToN8n = !result.noWebhookResponse && !response.headersSent;
			if (!result.noWebhookResponse) response.json(result.webhookResponse);
		} catch (error) {
			call.thrown = error;
			response.status(500).json({ message: 'n8n starts the workflow with nothing' });
		} finally {
			const { user, system } = process.cpuUsage(began);
			call.cpuMs = (user + system) / 1000;
			call.status = response.statusCode;
			running -= 1;
		}
	};

	const app = express();
	app.set('query parser', 'extended');
	app.use((request, response, next) => {
		reading.add(request);
		response.once('finish', () => reading.delete(request));
		next();
	});
	app.use(rawBodyReader(isSlowVersion1));
	if (isSlowVersion1) app.use((request, _response, next) => void request.once('close', next));
	app.post(path, parseLikeN8n(node.typeVersion), answer);
	const { server, url, stop } = await serve(app, { maxHeaderSize: MAX_HEADER_BYTES });
	const connections = async () =>
		await new Promise<number>((resolve) => server.getConnections((_, count) => resolve(count)));
	return {
		origin: url,
		calls,
		/** Of all calls. */
		events,
		/** Resolves when nothing of what was sent is left to be done. */
		settled: async () => {
			const began = Date.now();
			const isRead = () => reading.size === 0 || Date.now() > began + READING_LIMIT_MS;
			while (running > 0 || (await connections()) > 0 || !isRead()) {
				if (Date.now() > began + SETTLED_LIMIT_MS) throw new Error('webhook() has not ended');
				await sleep(1);
			}
			reading.clear();
		},
		stop,
	};
}

async function callWebhook(context: WebhookContext, { type }: INode) {
	const nodeType = nodeTypes.getByNameAndVersion(type);
	if (!nodeType.webhook) throw new Error(`${type} has no webhook`);
	return await nodeType.webhook.call(context);
}

function recorder(log: string[]) {
	const write = (...line: unknown[]) => log.push(JSON.stringify(line));
	return { debug: write, info: write, warn: write, error: write };
}

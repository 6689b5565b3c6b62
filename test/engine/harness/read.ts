import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { Simulator } from '../../kore-simulator';
import { jsonOf, runAssign, type Run } from './run';
import { serve } from './serve';
import type { Credential } from './setup';

/** The parameters of a node that reads, as n8n saves them; without the limit of calls a minute, which all tests of a simulator would share. */
export const toRead = (resource: string, operation: string, rest: Record<string, unknown> = {}) =>
	({
		resource,
		operation,
		...rest,
		options: { requestsPerMinute: 0, ...(rest.options as object | undefined) },
	}) as INodeParameters;

/** Runs an operation that reads. */
export async function runRead(run: Run) {
	const outcome = await runAssign(run);
	return { ...outcome, rows: jsonOf<IDataObject>(outcome.items) };
}

/** What Kore was asked for, and how it found that. */
export const asked = (simulator: Simulator) =>
	simulator.requests().map(({ method, path, json, status, rejection }) => ({
		call: `${method} ${path}`,
		body: json,
		status,
		rejection,
	}));

/** The output of an operation if Kore answers so, or to a path as the function says. */
export async function readAnswer(
	credential: Credential,
	parameters: INodeParameters,
	body: object | ((path: string) => unknown),
	status = 200,
) {
	const server = await serve((request, response) => {
		const answer: unknown = typeof body === 'function' ? body(request.url ?? '') : body;
		response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
	});
	try {
		return await runRead({ credential: { ...credential, host: server.url }, parameters });
	} finally {
		await server.stop();
	}
}

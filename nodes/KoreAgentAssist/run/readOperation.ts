import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { Row } from '../../shared/kore/answer';
import type { KoreClient, KoreOutcome, KoreRequest } from '../../shared/kore/client';
import type { Directory } from '../../shared/kore/directory/directory';
import type { KoreCall } from '../../shared/kore/failures/failure';
import { readOptionalId } from '../../shared/kore/ids';
import type { Problem } from '../../shared/nodeError';
import { toLocator, type Locator } from '../locators/locator';
import type { Operation } from '../resources/operation';
import { createFilterReader, type ReadFilter } from './filter';
import { failedItem, invalidItem, unexpectedFailure } from './failedItem';
import { inOrder, type Outcome, type Progress } from './inOrder';
import { openRun, type Run } from './openRun';
import { OPTION_ADVICE, optionsProperty } from './options.description';
import { readItems } from './readItems';
import { inWordsForTool, isTool } from './tool';
import { fromOptionOrCredential, readTimeout } from './values';

/** A request that changes nothing; its path is what follows the stream ID. */
export interface ReadRequest<Result>
	extends
		Pick<KoreRequest<Result>, 'method' | 'streamInHeader' | 'query' | 'body' | 'read'>,
		Omit<KoreCall, keyof typeof OPTION_ADVICE> {
	path: string[];
}

/** An item of an operation that reads. */
export interface ReadItem {
	/** The value of one of the node's parameters. */
	parameter: (name: string) => unknown;
	filter: ReadFilter;
	/** The value of one of its resource locators, with the mode. */
	locator: (name: string) => Locator;
	/** Throws a UserError if neither the options nor the credential have one. */
	orgId: () => string;
	/** The same, but '' then. */
	optionalOrgId: string;
	/** IANA name of the workflow's time zone. */
	timeZone: string;
	/** Whether a model reads the output, which has to be short then. */
	isTool: boolean;
	client: KoreClient;
	directory: Directory;
	streamId: string;
	accountId: string;
	timeoutMs: number;
	/** Undefined if the run was stopped before it was sent. */
	ask: <Result>(request: ReadRequest<Result>) => Promise<KoreOutcome<Result> | undefined>;
}

/**
 * The JSON of an item's output items; `problem` is why nothing could be asked for. Undefined if the run was stopped before.
 */
export type Answered = KoreOutcome<Row[]> | { problem: Problem } | undefined;

/** Asks Kore for what an item wants. */
export type Ask = () => Promise<Answered>;

interface ReadSpecification extends Omit<Operation, 'execute'> {
	/** Reads and checks the item's parameters. Throws a UserError that names the parameter. */
	prepare: (item: ReadItem) => Ask;
}

/** An operation that changes nothing at Kore, so that nothing has to be remembered, and it may run again at any time. */
export const readOperation = ({ option, properties, prepare }: ReadSpecification): Operation => ({
	option,
	properties: [...properties, optionsProperty()],
	execute: async (context) =>
		await inWordsForTool(context, async () => [await readAll(context, prepare)]),
});

async function readAll(
	context: IExecuteFunctions,
	prepare: ReadSpecification['prepare'],
): Promise<INodeExecutionData[]> {
	const count = context.getInputData().length;
	if (count === 0) return [];
	const run = await openRun(context);
	const asks = await readItems(context, count, (index) => prepare(createItem(run, index)));
	return await inOrder(run, asks, {
		goesOn: isTool(context) || context.continueOnFail(),
		findEarlier: () => undefined,
		send: async (ask, index) => await send(context, ask, index),
		tell: tellAnswered,
	});
}

async function send(context: IExecuteFunctions, ask: Ask, index: number): Promise<Outcome<Row[]>> {
	const outcome = await ask().catch((error: unknown) => ({ failure: unexpectedFailure(error) }));
	if (!outcome || 'result' in outcome) return outcome?.result;
	if ('problem' in outcome) return invalidItem(context, index, outcome.problem);
	// Nothing was to be accepted.
	return failedItem(context, index, { ...outcome.failure, maybeAccepted: false }, {});
}

const tellAnswered = ({ count, done, firstNotSent }: Progress): string =>
	`Kore answered for ${done || 'none'} of the ${count} items${
		firstNotSent === undefined
			? ''
			: `; the first item that was not asked for is item ${firstNotSent}`
	}.`;

function createItem(run: Run, index: number): ReadItem {
	const { context, read, credential, client, directory } = run;
	const parameter = (name: string) => read(name, index);
	const options = (parameter('options') || {}) as Record<string, unknown>;
	const { streamId: stream, orgId, accountId: account } = credential;
	const streamId = fromOptionOrCredential('Stream ID', options.streamId, stream, 'st-…');
	const accountId = fromOptionOrCredential('Account ID', options.accountId, account);
	const timeoutMs = readTimeout(options.timeout ?? undefined);
	return {
		parameter,
		filter: createFilterReader(context, parameter),
		locator: (name) => toLocator(parameter(name)),
		orgId: () => fromOptionOrCredential('Organization ID', options.orgId, orgId, 'o-…'),
		optionalOrgId: readOptionalId('Organization ID', options.orgId) || orgId,
		timeZone: context.getTimezone(),
		isTool: isTool(context),
		client,
		directory,
		streamId,
		accountId,
		timeoutMs,
		ask: async ({ path, scope, values, answer, wanted, ...request }) =>
			await client.request(accountId, () => ({
				...request,
				path: [streamId, ...path],
				timeoutMs,
				call: { scope, values, answer, wanted, ...OPTION_ADVICE },
			})),
	};
}

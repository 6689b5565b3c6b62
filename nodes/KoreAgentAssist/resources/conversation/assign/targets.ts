import type { AssignTarget } from '../../../../shared/callback/token';
import { findAgent } from '../../../locators/agent';
import type { Found } from '../../../locators/found';
import { findQueue } from '../../../locators/queue';
import { atOnce } from '../../../run/atOnce';
import { failedItem, invalidItem, isFailedItem, type FailedItem } from '../../../run/failedItem';
import type { Run } from '../../../run/openRun';
import { isTool } from '../../../run/tool';
import type { EarlierTries } from './earlierTries';
import type { AssignParameters, AssignRequest } from './parameters';
import { describeSent } from './send';

/** Said beside what the look-up has sent. */
const NO_TRANSFER = 'No transfer was requested for this item.';

/**
 * The requests with the IDs of their targets, looked up where the node has a name: all of them before the first is sent. If the
 * node is to stop at a failed item, nobody is looked up after one, and what is left counts as failed with it. Undefined if the run
 * was stopped.
 */
export async function findTargets(
	run: Run,
	tries: EarlierTries,
	items: Array<AssignParameters | FailedItem>,
	goesOn: boolean,
): Promise<Array<AssignRequest | FailedItem> | undefined> {
	const requests = items.map((item) =>
		isFailedItem(item) ? item : withKnownTarget(run, tries, item),
	);
	let failed = requests.find(isFailedItem);
	let isStopped = false;
	let next = 0;
	const findNext = async () => {
		while (next < items.length && !isStopped && (goesOn || !failed)) {
			const index = next++;
			const item = items[index];
			if (requests[index] || isFailedItem(item)) continue;
			const request = await findTarget(run, tries, item, index);
			if (!request) isStopped = true;
			else if (isFailedItem(request)) failed ??= request;
			requests[index] = request;
		}
	};
	await atOnce(run.concurrency, items.length, findNext);
	if (isStopped) return undefined;
	return requests.map((request) => request ?? failed!);
}

/** Without asking Kore; undefined if it has to be asked. */
function withKnownTarget(
	{ context }: Run,
	tries: EarlierTries,
	item: AssignParameters,
): AssignRequest | undefined {
	const { assignTo, named } = item.target;
	if ('id' in named) return { ...item, target: { assignTo, id: named.id } };
	// A model may mean somebody else than before, and is to be told.
	const earlier = isTool(context) ? undefined : tries.find(unknownTarget(item));
	return earlier && { ...item, target: earlier.sent.target };
}

async function findTarget(
	run: Run,
	tries: EarlierTries,
	item: AssignParameters,
	index: number,
): Promise<AssignRequest | FailedItem | undefined> {
	const found = await find(run, item);
	if (!found) return undefined;
	const { assignTo } = item.target;
	if ('id' in found) return { ...item, target: { assignTo, id: found.id } };
	const nameless = unknownTarget(item);
	// A tool is told what it has sent, rather than that this one cannot be found.
	if (tries.find(nameless)) return nameless;
	if ('problem' in found) {
		const { message, description } = found.problem;
		return invalidItem(run.context, index, {
			message,
			description: `${description} ${NO_TRANSFER}`,
		});
	}
	const description = `${found.failure.description} ${NO_TRANSFER}`;
	const { botSessionId, target } = nameless;
	return failedItem(
		run.context,
		index,
		{ ...found.failure, description },
		describeSent({ requestId: null, botSessionId, target }),
	);
}

async function find({ directory }: Run, { target, ...place }: AssignParameters): Promise<Found> {
	return target.assignTo === 'agent'
		? await findAgent(directory, target.named, place)
		: await findQueue(directory, target.named, place);
}

/** With an empty ID, as nobody has looked it up. */
const unknownTarget = (item: AssignParameters): AssignRequest => {
	const target: AssignTarget = { assignTo: item.target.assignTo, id: '' };
	return { ...item, target };
};

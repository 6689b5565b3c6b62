import { UserError, type ILoadOptionsFunctions, type INodeListSearchResult } from 'n8n-workflow';

import {
	CREDENTIAL_NAME,
	readCredential,
	type KoreCredential,
} from '../../shared/credential/credential';
import { FOR_ONE_REQUEST, isForOneRequest } from '../../shared/credential/token';
import { KoreClient } from '../../shared/kore/client';
import { comparable, type Entry } from '../../shared/kore/directory/entry';
import { keptList, type AskPage } from '../../shared/kore/directory/keptList';
import { listKey } from '../../shared/kore/directory/listKey';
import type { Failure } from '../../shared/kore/failures/failure';
import { readId } from '../../shared/kore/ids';
import { getPage, type KoreList, type ListReader } from '../../shared/kore/lists';
import { RateLimiter } from '../../shared/kore/rateLimit';
import { sendWithCredential } from '../../shared/kore/transport';
import { apiError, operationError, type Problem } from '../../shared/nodeError';
import { DEFAULTS } from '../run/options.description';

const TIMEOUT_MS = 15_000;

/** How long an open dropdown may stay empty because the account's calls of this minute are used up. */
const PATIENCE_SECONDS = 5;

const WORDS: ListReader['words'] = {
	values: "Check 'Stream ID', 'Organization ID' and 'Account ID' in the credential.",
	rateLimit:
		'Wait a minute, then open the list again: what was read of it is kept for some minutes.',
	timeout: 'Open the list again.',
};

/** A list in a dropdown. */
export interface SearchableList {
	/** Throws a UserError if the credential lacks what the list needs. */
	list: (credential: KoreCredential) => KoreList;
	/** How a row is shown; a search looks through that, and the ID. */
	toName: (entry: Entry) => string;
}

/**
 * The next page of a list; with a filter, all that match in the whole of it, as Kore's lists cannot search. What was read of it in
 * the last minutes is not asked for again. The token is the number of rows that are shown already.
 */
export async function searchList(
	context: ILoadOptionsFunctions,
	searchable: SearchableList,
	filter = '',
	paginationToken = '0',
): Promise<INodeListSearchResult> {
	const { kept, ask, scope } = await open(context, searchable);
	const wanted = comparable(filter);
	const shown = Number(paginationToken);
	while (!kept.isWhole && (wanted || kept.entries.length <= shown)) {
		const trouble = await kept.readPage(ask, PATIENCE_SECONDS * 1000);
		if (trouble === 'stopped') throw new Error('Nothing stops a list');
		if (trouble) throw listError(context, trouble, scope);
	}
	const { entries } = kept;
	const items = entries.map((entry) => ({ name: searchable.toName(entry), value: entry.id }));
	return wanted
		? {
				results: items.filter(({ name, value }) => comparable(`${name} ${value}`).includes(wanted)),
			}
		: {
				results: items.slice(shown),
				paginationToken: kept.isWhole ? undefined : `${items.length}`,
			};
}

/** Looks whether the list can be asked for. */
async function open(context: ILoadOptionsFunctions, searchable: SearchableList) {
	const data = await context.getCredentials(CREDENTIAL_NAME);
	const options = (context.getCurrentNodeParameter('options') ?? {}) as Record<string, unknown>;
	const credential = withOptions(options, readCredential(data));
	const limiter = new RateLimiter({
		requestsPerMinute: limitOf(options),
		maxWaitSeconds: 0,
		patienceSeconds: PATIENCE_SECONDS,
	});
	try {
		const client = new KoreClient(credential, sendWithCredential(context, data), limiter);
		const streamId = readId('Stream ID', credential.streamId);
		const list = searchable.list(credential);
		if (isForOneRequest(credential)) throw usesUpToken();
		const { accountId } = credential;
		const reader = { streamId, accountId, timeoutMs: TIMEOUT_MS, words: WORDS };
		const ask: AskPage = async (position) => await getPage(client, list, reader, position);
		return {
			kept: keptList(listKey(client.origin, credential, list, reader)),
			ask,
			scope: list.scope,
		};
	} catch (error) {
		throw operationError(context.getNode(), inDropdown(error as Problem));
	}
}

/** The node's options that replace a field of the credential, as long as they are no expressions. */
function withOptions(options: Record<string, unknown>, credential: KoreCredential): KoreCredential {
	const own = (name: 'streamId' | 'orgId' | 'accountId') => {
		const value = options[name];
		return typeof value === 'string' && value.trim() && !value.startsWith('=')
			? value.trim()
			: credential[name];
	};
	return {
		...credential,
		streamId: own('streamId'),
		orgId: own('orgId'),
		accountId: own('accountId'),
	};
}

function limitOf({ requestsPerMinute }: Record<string, unknown>): number {
	if (typeof requestsPerMinute !== 'number') return DEFAULTS.requestsPerMinute;
	// A node that is paced slowly must not make its list slow.
	return requestsPerMinute && Math.max(requestsPerMinute, DEFAULTS.requestsPerMinute);
}

const usesUpToken = () =>
	new UserError(FOR_ONE_REQUEST, {
		description:
			"The list would use it up. Choose 'By ID' and enter the ID, or set 'Authentication' in the credential to 'JWT App'.",
	});

function listError(context: ILoadOptionsFunctions, failure: Failure, scope: string) {
	const { message, httpCode } = failure;
	const description = `${failure.description} Or choose 'By ID' and enter the ID: that needs no scope '${scope}'.`;
	return apiError(context.getNode(), { ...inDropdown({ message, description }), httpCode });
}

/** The dropdown shows the message alone. */
const inDropdown = ({ message, description }: Problem): Problem => ({
	message: [message, description].filter(Boolean).join('. '),
	description,
});

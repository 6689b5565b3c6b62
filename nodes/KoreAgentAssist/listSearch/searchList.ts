import {
	UserError,
	type ILoadOptionsFunctions,
	type INodeListSearchItems,
	type INodeListSearchResult,
} from 'n8n-workflow';

import {
	CREDENTIAL_NAME,
	readCredential,
	type KoreCredential,
} from '../../shared/credential/credential';
import { isForOneRequest } from '../../shared/credential/token';
import type { Row } from '../../shared/kore/answer';
import { KoreClient } from '../../shared/kore/client';
import type { Failure } from '../../shared/kore/failures/failure';
import { readId } from '../../shared/kore/ids';
import { getPage, type KoreList, type ListReader } from '../../shared/kore/lists';
import { RateLimiter } from '../../shared/kore/rateLimit';
import { sendWithCredential } from '../../shared/kore/transport';
import { apiError, operationError, type Problem } from '../../shared/nodeError';
import { DEFAULTS } from '../run/options.description';

const MAX_PAGES_PER_SEARCH = 10;
const TIMEOUT_MS = 15_000;

/** How long an open dropdown may stay empty because the account's calls of this minute are used up. */
const PATIENCE_SECONDS = 5;

const WORDS: ListReader['words'] = {
	values: "Check 'Stream ID', 'Organization ID' and 'Account ID' in the credential.",
	rateLimit: 'Wait a minute, then open the list again.',
	timeout: 'Open the list again.',
};

/** A list in a dropdown. */
export interface SearchableList {
	/** Throws a UserError if the credential lacks what the list needs. */
	list: (credential: KoreCredential) => KoreList;
	toItem: (row: Row) => INodeListSearchItems | undefined;
}

/**
 * One page of a list or, with a filter, the matches of up to ten pages: Kore's lists cannot search. The token says where
 * to go on.
 */
export async function searchList(
	context: ILoadOptionsFunctions,
	searchable: SearchableList,
	filter = '',
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const { client, list, reader } = await open(context, searchable);
	const wanted = filter.trim().toLowerCase();
	const results: INodeListSearchItems[] = [];
	let token = paginationToken;
	for (let pages = 0; pages < (wanted ? MAX_PAGES_PER_SEARCH : 1); pages++) {
		const outcome = await getPage(client, list, reader, token);
		if (!outcome) break;
		// What was found stays, and the list goes on from here when it is scrolled.
		if ('failure' in outcome && results.length > 0 && outcome.failure.cause === 'rateLimit') break;
		if ('failure' in outcome) throw listError(context, outcome.failure, list.scope);
		const { rows, next } = outcome.result;
		const items = rows.map(searchable.toItem).filter((item) => item !== undefined);
		results.push(
			...items.filter(({ name, value }) => `${name} ${value}`.toLowerCase().includes(wanted)),
		);
		token = next;
		if (!token) break;
	}
	return { results, paginationToken: token };
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
		return { client, list, reader: { streamId, accountId, timeoutMs: TIMEOUT_MS, words: WORDS } };
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
	new UserError("'JWT Token' in the credential has a jti: it is good for one request", {
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
	message: `${message}. ${description ?? ''}`.trim(),
	description,
});

import {
	NodeApiError,
	NodeOperationError,
	type ILoadOptionsFunctions,
	type INodeListSearchItems,
	type INodeListSearchResult,
} from 'n8n-workflow';

import { describeAnswer } from '../../shared/answerFailure';
import {
	CREDENTIAL_NAME,
	koreOrigin,
	readCredential,
	requestToken,
	type KoreCredential,
} from '../../shared/credential';
import type { Failure } from '../../shared/failure';
import { readRows, type Row } from '../../shared/koreAnswer';
import { credentialFor, requestKore, type KoreAnswer } from '../../shared/transport';

/** Kore's lists have pages of 10 rows, and 60 calls a minute have to do for the whole account. */
const PAGE_SIZE = 10;
const MAX_PAGES_PER_SEARCH = 10;
const TIMEOUT_MS = 15_000;

export interface PagedList {
	/** Path after the stream ID. */
	path: (credential: KoreCredential) => string[];
	query?: Record<string, string>;
	/** The API scope the list needs, for the message. */
	scope: string;
	toItem: (row: Row) => INodeListSearchItems | undefined;
}

/**
 * One page of a list or, with a filter, the matches of up to ten pages: Kore's lists cannot search. The token says where
 * to go on, `page:first row`.
 */
export async function searchPages(
	context: ILoadOptionsFunctions,
	list: PagedList,
	filter = '',
	paginationToken = '1:',
): Promise<INodeListSearchResult> {
	const load = await createLoader(context, list);
	const wanted = filter.trim().toLowerCase();
	const results: INodeListSearchItems[] = [];
	let token: string | undefined = paginationToken;
	for (let pages = 0; token && pages < (wanted ? MAX_PAGES_PER_SEARCH : 1); pages++) {
		const { items, next } = await load(token);
		results.push(
			...items.filter(({ name, value }) => `${name} ${value}`.toLowerCase().includes(wanted)),
		);
		token = next;
	}
	return { results, paginationToken: token };
}

async function createLoader(context: ILoadOptionsFunctions, list: PagedList) {
	const data = await context.getCredentials(CREDENTIAL_NAME);
	const credential = withOptions(context, readCredential(data));
	const origin = prepare(context, credential);
	return async (token: string) => {
		const [page, previousFirst] = token.split(/:(.*)/s);
		const outcome = await requestKore(context, credentialFor(context, data)(credential.accountId), {
			method: 'GET',
			origin,
			path: [credential.streamId, ...list.path(credential)],
			query: { page, ...list.query },
			timeoutMs: TIMEOUT_MS,
		});
		if ('failure' in outcome) throw listError(context, outcome.failure, list.scope);
		const failure = describeAnswer(outcome.answer, list.scope);
		if (failure) throw listError(context, failure, list.scope);
		return readPage(outcome.answer, list, Number(page), previousFirst);
	};
}

function readPage({ body }: KoreAnswer, list: PagedList, page: number, previousFirst = '') {
	const rows = readRows(body) ?? [];
	const items = rows.map(list.toItem).filter((item) => item !== undefined);
	const first = String(items[0]?.value ?? '');
	// A list that knows no `page` (queues document none) sends its first page again and again.
	if (first === previousFirst) return { items: [], next: undefined };
	// Of Kore's paging fields each is wrong somewhere (reference kore-api.md, 3.2): a page that is not full is the last.
	return { items, next: rows.length < PAGE_SIZE ? undefined : `${page + 1}:${first}` };
}

/** The node's options that replace a field of the credential, as long as they are no expressions. */
function withOptions(context: ILoadOptionsFunctions, credential: KoreCredential): KoreCredential {
	const options = (context.getCurrentNodeParameter('options') ?? {}) as Record<string, unknown>;
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

/** Kore's origin, after a look whether a token can be made. */
function prepare(context: ILoadOptionsFunctions, credential: KoreCredential): string {
	try {
		requestToken(credential);
		return koreOrigin(credential.host);
	} catch (error) {
		const { message, description } = error as NodeOperationError;
		throw new NodeOperationError(context.getNode(), message, {
			description: description ?? undefined,
		});
	}
}

function listError(context: ILoadOptionsFunctions, failure: Failure, scope: string): NodeApiError {
	const { cause, message, httpCode } = failure;
	const remedy = cause === 'scope' || !failure.maybeAccepted ? failure.description : 'Try again.';
	const description = `${remedy} Or choose 'By ID' and enter the ID: that needs no scope '${scope}'.`;
	return new NodeApiError(
		context.getNode(),
		{ message },
		{ message: `${message}. ${description}`, description, httpCode: httpCode ?? undefined },
	);
}

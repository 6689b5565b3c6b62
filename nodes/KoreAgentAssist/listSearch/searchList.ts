import {
	NodeApiError,
	NodeOperationError,
	UserError,
	type ILoadOptionsFunctions,
	type INodeListSearchItems,
	type INodeListSearchResult,
} from 'n8n-workflow';

import { describeListAnswer } from '../../shared/kore/failures/answerFailure';
import {
	CREDENTIAL_NAME,
	isForOneRequest,
	koreOrigin,
	readCredential,
	requestToken,
	type KoreCredential,
} from '../../shared/credential/credential';
import type { Failure, KoreCall } from '../../shared/kore/failures/failure';
import { readId } from '../../shared/kore/ids';
import { readRows, type Row } from '../../shared/kore/answer';
import { withMessage } from '../../shared/nodeError';
import { credentialFor, requestKore } from '../../shared/kore/transport';

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
	/** Whether the path has the organization in it. */
	needsOrganization: boolean;
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
	const origin = prepare(context, credential, list);
	const call = listCall(list.scope, credential.authentication === 'jwtApp');
	return async (token: string) => {
		const [page, previousFirst] = token.split(/:(.*)/s);
		const outcome = await requestKore(context, credentialFor(context, data)(credential.accountId), {
			method: 'GET',
			origin,
			path: [credential.streamId, ...list.path(credential)],
			query: { page, ...list.query },
			timeoutMs: TIMEOUT_MS,
			call,
		});
		if ('failure' in outcome) throw listError(context, outcome.failure, list.scope);
		const { answer } = outcome;
		const failure = describeListAnswer(answer, call);
		if (failure) throw listError(context, failure, list.scope);
		return readPage(readRows(answer.body) ?? [], list, Number(page), previousFirst);
	};
}

const listCall = (scope: string, signedHere: boolean): KoreCall => ({
	scope,
	signedHere,
	values: "Check 'Stream ID', 'Organization ID' and 'Account ID' in the credential.",
	rateLimit: 'Wait a minute, then open the list again.',
	timeout: 'Open the list again.',
});

function readPage(rows: Row[], list: PagedList, page: number, previousFirst = '') {
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

/** Kore's origin, after a look whether the list can be asked for. */
function prepare(
	context: ILoadOptionsFunctions,
	credential: KoreCredential,
	{ needsOrganization }: PagedList,
): string {
	try {
		requestToken(credential);
		readId('Stream ID', credential.streamId);
		if (needsOrganization) readId('Organization ID', credential.orgId);
		if (isForOneRequest(credential)) throw usesUpToken();
		return koreOrigin(credential.host);
	} catch (error) {
		const { message, description } = error as NodeOperationError;
		throw new NodeOperationError(context.getNode(), `${message}. ${description ?? ''}`.trim(), {
			description: description ?? undefined,
		});
	}
}

const usesUpToken = () =>
	new UserError("'JWT Token' in the credential has a jti: it is good for one request", {
		description:
			"The list would use it up. Choose 'By ID' and enter the ID, or set 'Authentication' in the credential to 'JWT App'.",
	});

function listError(context: ILoadOptionsFunctions, failure: Failure, scope: string): NodeApiError {
	const { httpCode } = failure;
	const description = `${failure.description} Or choose 'By ID' and enter the ID: that needs no scope '${scope}'.`;
	// The dropdown shows the message alone.
	const message = `${failure.message}. ${description}`;
	const error = new NodeApiError(
		context.getNode(),
		{ message },
		{ message, description, httpCode: httpCode ?? undefined },
	);
	return withMessage(error, message);
}

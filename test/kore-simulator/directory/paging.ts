/** docs/kore-api.md 3.2: every list's sample says 10. */
export const PAGE_SIZE = 10;

function slice<T>(rows: T[], skip: number, limit: number) {
	return {
		results: rows.slice(skip, skip + limit),
		limit,
		hasMore: skip + limit < rows.length,
		totalPages: Math.ceil(rows.length / limit),
		totalResults: rows.length,
	};
}

/**
 * As queues and skill groups answer: `page`, and a `hasMore` that is true on the last page too
 * (docs/kore-api.md 3.2).
 */
export function pageWithNumber<T>(rows: T[], page: number) {
	return { ...slice(rows, (page - 1) * PAGE_SIZE, PAGE_SIZE), page, hasMore: true };
}

/** As agents, agent groups and conversations answer: `skip` (docs/kore-api.md 3.2). */
export function pageWithSkip<T>(rows: T[], skip: number, limit: number = PAGE_SIZE) {
	return { ...slice(rows, skip, limit), skip };
}

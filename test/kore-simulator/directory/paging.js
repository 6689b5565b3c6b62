/** kore-api.md 3.2: every list's sample says 10. */
const PAGE_SIZE = 10;

/**
 * @template T
 * @param {T[]} rows
 * @param {number} skip
 * @param {number} limit
 */
function slice(rows, skip, limit) {
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
 * (kore-api.md 3.2).
 *
 * @template T
 * @param {T[]} rows
 * @param {number} page
 */
function pageWithNumber(rows, page) {
	return { ...slice(rows, (page - 1) * PAGE_SIZE, PAGE_SIZE), page, hasMore: true };
}

/**
 * As agents, agent groups and conversations answer: `skip` (kore-api.md 3.2).
 *
 * @template T
 * @param {T[]} rows
 * @param {number} skip
 * @param {number} [limit]
 */
function pageWithSkip(rows, skip, limit = PAGE_SIZE) {
	return { ...slice(rows, skip, limit), skip };
}

module.exports = { PAGE_SIZE, pageWithNumber, pageWithSkip };

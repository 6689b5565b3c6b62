import { leaks, unread } from '../measure/secrets/judge';
import { searchForSecrets, type Search } from '../measure/secrets/run';

// Without a warm cache n8n has to be installed first.
const LIMIT_MS = 20 * 60_000;

describe('what comes out of n8n: items, errors, logs, database, answers, tarball', () => {
	let search: Search;
	beforeAll(async () => {
		search = await searchForSecrets({ long: false });
	}, LIMIT_MS);

	it('was read, as each place holds what must be there', () => {
		expect(unread(search.places)).toEqual([]);
	});

	it('holds no secret, key, token or signature but what n8n keeps itself', () => {
		expect(leaks(search.findings)).toEqual([]);
	});
});

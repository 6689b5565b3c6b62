import type { Execution } from '../../e2e/n8n-host/rest';
import type { AssignBody } from '../../kore-simulator/types';
import type { SecretStage } from './stage';

export interface Sought {
	kind: string;
	/** Any of which would be found */
	values: string[];
}

// The last line of a key may be too short to mean anything.
const SHORTEST = 20;

/**
 * All secrets of the run: those of the credentials, and those that were made for requests, callbacks and waits. Of a
 * token its signature is sought, without which it is worth nothing; so every copy of the whole is found as well.
 *
 * @param executions with their data
 */
export function soughtIn(
	{ credentials, stage, ways }: SecretStage,
	executions: Execution[],
): Sought[] {
	const all = Object.values(credentials);
	const pasted = all.map(({ token = '' }) => token);
	const told = [
		...stage.simulator.requests().map(({ headers, body }) => ({ auth: headers.auth, body })),
		...ways.flatMap(({ echo }) => echo.told),
	];
	const requestTokens = told
		.map(({ auth }) => String(auth ?? ''))
		.filter((one) => !pasted.includes(one));
	const callbackUrls = told.flatMap(({ body }) => callbackUrlIn(body));
	return [
		sought('client secret', [credentials['client secret'].clientSecret]),
		sought(
			'private key',
			all.map(({ privateKey = '' }) => privateKey.split('\n').slice(1, -2)).flat(),
		),
		sought(
			'callback secret',
			all.map(({ callbackSecret = '' }) => callbackSecret),
		),
		sought('pasted token', pasted.map(signatureOf)),
		sought('pasted text', [credentials['pasted text'].token]),
		sought('request tokens', requestTokens.map(signatureOf)),
		sought(
			'callback tokens',
			callbackUrls.map((url) => signatureOf(url.searchParams.get('token'))),
		),
		sought('resume signatures', [
			...callbackUrls.map((url) => url.searchParams.get('signature') ?? ''),
			...executions.map(({ data }) => data.resumeToken),
		]),
	];
}

function sought(kind: string, values: Array<string | undefined>): Sought {
	const all = new Set(values.filter((value) => value !== undefined));
	const long = [...all].filter((value) => value.length >= SHORTEST);
	// A search for nothing finds nothing.
	if (long.length === 0) throw new Error(`The run has made no ${kind}`);
	return { kind, values: long };
}

const signatureOf = (token: string | null) => token?.split('.')[2] ?? '';

function callbackUrlIn(body: string): URL[] {
	try {
		const { callbackUrl } = JSON.parse(body) as AssignBody;
		return URL.canParse(callbackUrl) ? [new URL(callbackUrl)] : [];
	} catch {
		return [];
	}
}

import type { KoreAnswer } from '../../dist/nodes/shared/kore/receiveAnswer';
import {
	describeAnswer,
	describeLimit,
	isSuccess,
} from '../../dist/nodes/shared/kore/failures/answerFailure';
import type { KoreCall } from '../../dist/nodes/shared/kore/failures/failure';

const CALL: KoreCall = {
	scope: 'Routing',
	values: 'Check {scope}.',
	rateLimit: 'Wait.',
	timeout: 'Wait longer.',
};

const answer = (statusCode: number, body: unknown, rest: Partial<KoreAnswer> = {}): KoreAnswer => ({
	statusCode,
	body,
	contentType: 'application/json',
	tooLarge: false,
	...rest,
});

const describeIt = (of: KoreAnswer, call: Partial<KoreCall> = {}, signedHere = true) =>
	describeAnswer(of, { ...CALL, ...call }, signedHere);

it.each<[KoreAnswer, boolean]>([
	[answer(200, {}), true],
	[answer(299, null), true],
	[answer(199, {}), false],
	[answer(300, {}), false],
	[answer(200, null, { tooLarge: true }), false],
	[answer(200, '<p>', { contentType: 'text/html' }), false],
])('%j is a success: %s', (of, expected) => expect(isSuccess(of)).toBe(expected));

const jwt = (reason: string) => ({ errors: [{ msg: `error verifying the jwt: ${reason}` }] });

it.each<[number, unknown, Partial<KoreAnswer>, string, string, boolean, Partial<KoreCall>?]>([
	[101, null, {}, 'refused', 'Kore did not accept the request (HTTP 101)', true],
	[200, { a: 1 }, {}, 'notKore', 'but not with an answer as Kore does (HTTP 200)', true],
	[200, { a: 1 }, {}, 'notKore', 'but not with a list as Kore does', true, { answer: 'a list' }],
	[200, { error: 'closed' }, {}, 'refused', 'reports an error in it (HTTP 200: closed)', true],
	[200, null, { tooLarge: true }, 'notKore', 'answered with more than 1 MB (HTTP 200)', true],
	[200, '<html>', {}, 'notKore', 'a web page instead of JSON (HTTP 200)', true],
	[300, null, {}, 'refused', 'Kore did not accept the request (HTTP 300)', false],
	...[301, 302, 303, 307, 308].map(
		(code) =>
			[code, null, {}, 'notKore', `on to another address (HTTP ${code})`, code === 303] as [
				number,
				null,
				object,
				string,
				string,
				boolean,
			],
	),
	[
		400,
		{ msg: 'Stream?' },
		{},
		'notFound',
		'no app with this stream ID (HTTP 400: Stream?)',
		false,
	],
	[401, jwt('possibly a REPLAY'), {}, 'credentials', 'Kore got this request more than once', true],
	[401, { msg: 'exp must be <= x' }, {}, 'credentials', 'valid for more than an hour', false],
	[401, { msg: 'No JTI' }, {}, 'credentials', 'did not accept the ID of the token (jti)', false],
	[401, jwt('expired'), {}, 'credentials', 'the token has expired', false],
	[401, jwt('odd'), {}, 'credentials', 'could not read the token', false],
	[401, 'Scope?', {}, 'scope', "does not have the API scope 'Routing' (HTTP 401: Scope?)", false],
	[401, null, {}, 'credentials', 'did not accept the credential (HTTP 401)', false],
	[403, null, {}, 'refused', 'does not allow this', false],
	[404, null, {}, 'notFound', 'found nothing at this address', false],
	[404, null, {}, 'notFound', 'Kore has not found queue qu-1', false, { wanted: 'queue qu-1' }],
	[400, 'Not Found', {}, 'notFound', 'has not found queue qu-1', false, { wanted: 'queue qu-1' }],
	[400, 'Odd', {}, 'refused', 'did not accept the request', false, { wanted: 'queue qu-1' }],
	[200, {}, {}, 'notFound', 'has not found queue qu-1', true, { wanted: 'queue qu-1' }],
	[200, [], {}, 'notFound', 'has not found queue qu-1', true, { wanted: 'queue qu-1' }],
	[200, '', {}, 'notKore', 'but not with an answer', true, { wanted: 'queue qu-1' }],
	[405, null, {}, 'notKore', 'does not take this kind of request', false],
	[407, null, {}, 'notKore', 'A proxy between n8n and Kore asks for a log-in', false],
	[408, null, {}, 'server', 'could not process the request', true],
	[412, null, {}, 'refused', 'did not accept the values', false],
	[429, null, {}, 'rateLimit', "Kore's limit of calls a minute", false],
	[499, null, {}, 'refused', 'did not accept the request', false],
	[500, null, {}, 'server', 'could not process the request', true],
	[500, '<html>Scope</html>', {}, 'server', 'could not process the request (HTTP 500)', true],
	[400, `x${'y'.repeat(400)}`, {}, 'refused', `(HTTP 400: x${'y'.repeat(299)})`, false],
	// A last argument of its own would make jest wait for a `done` that is never called.
])('%i with %j (%j) is %s: %s', (status, ...[body, rest, cause, message, maybe, call]) => {
	const failure = describeIt(answer(status, body, rest), call);
	expect(failure).toMatchObject({
		cause,
		httpCode: String(status),
		maybeAccepted: maybe,
		response: body,
	});
	expect(failure.message).toContain(message);
});

it.each([
	[
		'replay',
		'Kore has seen this token before and takes each only once',
		/works for one request only/,
	],
	['expired', 'Kore says that the token has expired', /Paste a new JWT Token/],
	['odd', 'Kore could not read the token', /paste the token alone/],
])('a pasted token that is refused for %s', (reason, message, description) => {
	const failure = describeIt(answer(401, jwt(reason)), {}, false);
	expect(failure.message).toContain(message);
	expect(failure.description).toMatch(description);
});

it("puts the call's own words where they belong, and reads none of them as placeholders", () => {
	expect(describeIt(answer(412, null)).description).toBe(
		'Check {scope}. All of them must belong to the same Kore app.',
	);
	expect(describeLimit(CALL)).toEqual({
		cause: 'rateLimit',
		message: "Kore's limit of calls a minute for the account was reached",
		description: "Wait. Kore Support can raise the account's limit of 60.",
		httpCode: null,
		maybeAccepted: false,
		response: null,
	});
});

describe('the clock', () => {
	const refused = (
		clockAheadSeconds: number | undefined,
		signedHere = true,
		body: unknown = null,
	) => describeIt(answer(401, body, { clockAheadSeconds }), {}, signedHere).description;
	it.each([
		[120, / is 2 minutes behind the server's/],
		[-120, / is 2 minutes ahead of the server's/],
		[400, / is 7 minutes behind/],
	])('that is %d seconds off is told of', (seconds, expected) => {
		expect(refused(seconds)).toMatch(expected);
		expect(refused(seconds)).toMatch(/set the clock right first\. Compare 'Client ID'/);
	});

	it('is not, where it is no cause', () => {
		const plain = refused(undefined);
		expect(plain).toMatch(/^Compare 'Client ID'/);
		expect([refused(119), refused(-119), refused(400, false)]).toEqual([plain, plain, plain]);
		expect(refused(400, true, 'Scope')).not.toMatch(/clock of the machine/);
		const other = describeIt(answer(403, null, { clockAheadSeconds: 400 }));
		expect(other.description).not.toMatch(/clock/);
	});
});

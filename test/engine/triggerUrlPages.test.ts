import type http from 'node:http';
import { testCredential, testWithPage } from './harness/testCredential';
import { useSimulator } from './harness/useSimulator';

// What the test of a credential says where its Trigger URL leads to no trigger of ours, or nowhere.

const { credential } = useSimulator();

describe('tells what is no trigger', () => {
	const n8nSays =
		(message: string): http.RequestListener =>
		(_, response) =>
			response
				.writeHead(404, { 'content-type': 'application/json' })
				.end(JSON.stringify({ code: 404, message, hint: '…' }));
	const page =
		(status: number, headers: http.OutgoingHttpHeaders = {}): http.RequestListener =>
		(_, response) =>
			response.writeHead(status, headers).end('<!doctype html><html></html>');
	const pages: Array<[string, http.RequestListener, RegExp]> = [
		[
			'an unpublished workflow',
			n8nSays('The requested webhook "POST x/webhook" is not registered.'),
			/^No published workflow of this n8n has 'Trigger URL' \(404\)/,
		],
		[
			"n8n's webhook for GET",
			n8nSays(
				'This webhook is not registered for POST requests. Did you mean to make a GET request?',
			),
			/is not a Kore AgentAssist Trigger \(HTTP 404\)/,
		],
		[
			'a message that is no text',
			(_, response) =>
				response
					.writeHead(404, { 'content-type': 'application/json' })
					.end('{"message":{"toString":1,"valueOf":1}}'),
			/is not a Kore AgentAssist Trigger \(HTTP 404\)/,
		],
		['another 404', page(404), /is not a Kore AgentAssist Trigger \(HTTP 404\)/],
		['a web page', page(200), /is not a Kore AgentAssist Trigger \(HTTP 200\)/],
		['a log-in', page(401), /is not a Kore AgentAssist Trigger \(HTTP 401\)/],
		[
			'a redirect',
			page(301, { location: 'https://x.invalid/' }),
			/\(HTTP 301, which leads elsewhere\)/,
		],
		[
			'a page without end',
			(_, response) => {
				response.writeHead(200);
				const more = () => response.write('x'.repeat(65_536), () => !response.destroyed && more());
				more();
			},
			/is not a Kore AgentAssist Trigger \(HTTP 200\)/,
		],
	];
	it.each(pages)('%s', async (_name, listener, expected) => {
		const { status, message, posts } = await testWithPage(credential, listener);
		expect(status).toBe('Error');
		expect(message).toMatch(expected);
		expect(posts).toBe(1);
	});
});

describe('leaves it unproven, which is no failure', () => {
	it.each([
		['http://127.0.0.1:1/webhook/x', /The server at http:\/\/127\.0\.0\.1:1 cannot be reached/],
		['https://n8n.invalid/webhook/x', /No server has the name of https:\/\/n8n\.invalid/],
	])('%s', async (triggerUrl, expected) => {
		const { status, message } = await testCredential({ ...credential, triggerUrl });
		expect(status).toBe('OK');
		expect(message).toMatch(/'Trigger URL' is unproven/);
		expect(message).toMatch(expected);
	});

	it.each<[string, http.RequestListener, RegExp]>([
		[
			'n8n starts',
			(_, response) => response.end('n8n is starting up. Please wait'),
			/unproven: n8n is starting up.* again/,
		],
		[
			'the trigger has just read its credential',
			(_, response) =>
				response
					.writeHead(503, { 'content-type': 'application/json' })
					.end('{"kind":"koreAgentAssistTrigger","message":"…"}'),
			/unproven: the trigger .* again/,
		],
		...[502, 503, 504].map((status): [string, http.RequestListener, RegExp] => [
			`a proxy says ${status}`,
			(_, response) => response.writeHead(status).end('<html>Bad Gateway</html>'),
			new RegExp(`unproven: n8n is away there just now \\(HTTP ${status}\\).* again`),
		]),
	])('while %s', async (_name, listener, expected) => {
		const { status, message } = await testWithPage(credential, listener);
		expect(status).toBe('OK');
		expect(message).toMatch(expected);
	});

	it.each<[string, http.RequestListener]>([
		['no answer', () => undefined],
		['an answer that stops', (_, response) => response.writeHead(200).write('{')],
	])('%s within 5 seconds', async (_name, listener) => {
		const began = Date.now();
		const { status, message } = await testWithPage(credential, listener);
		expect(status).toBe('OK');
		expect(message).toMatch(/unproven: No answer came within 5 seconds/);
		expect(Date.now() - began).toBeLessThan(8000);
	});
});

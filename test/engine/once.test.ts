import { assignBody } from '../kore-simulator/assignBody';
import { startSimulator } from '../kore-simulator';
import { AGENT } from './harness/ids';
import { runAssign } from './harness/run';
import { byId, NO_CALLBACK, RETRY, toAgent } from './harness/setup';
import { useSimulator } from './harness/useSimulator';

// A transfer is never sent twice: where a workflow, or something between n8n and Kore, would have it so.

const { simulator, credential } = useSimulator(NO_CALLBACK);

const parameters = toAgent(AGENT, { botSessionId: '={{ $json.session }}' });
const list = ['s0', 's1', ' s0 ', 's2', 's1'].map((session) => ({ session }));
const sent = () => simulator.requests().map((request) => assignBody(request).botSessionId);

describe('a list with duplicates', () => {
	it('is refused before anything is sent', async () => {
		const { error } = await runAssign({ credential, parameters, items: list });
		expect(error?.message).toBe("'Bot Session ID' is the same as that of item 0: s0 [item 2]");
		expect(error?.description).toMatch(/Remove Duplicates.*accepted none of the 5 items/s);
		expect(sent()).toEqual([]);
	});

	it('is sent without them by a node that goes on', async () => {
		const { success, failure } = await runAssign({
			credential,
			parameters,
			items: list,
			settings: { onError: 'continueErrorOutput' },
		});
		expect(success.map(({ botSessionId }) => botSessionId)).toEqual(['s0', 's1', 's2']);
		expect(failure).toMatchObject([
			{ session: ' s0 ', error: expect.stringContaining('of item 0: s0') as string },
			{ session: 's1', details: { cause: 'parameter', maybeAccepted: false } },
		]);
		expect(sent().sort()).toEqual(['s0', 's1', 's2']);
	});

	it('may have a session again in another stream, or after an item that is not valid', async () => {
		const { success } = await runAssign({
			credential,
			parameters: {
				...parameters,
				agentId: byId('={{ $json.agent ?? "" }}'),
				options: { streamId: '={{ $json.stream }}' },
			},
			items: [
				{ session: 's0', stream: credential.streamId },
				{ session: 's0', stream: credential.streamId, agent: AGENT },
				{ session: 's0', stream: 'st-other', agent: AGENT },
			],
			settings: { onError: 'continueErrorOutput' },
		});
		expect(success).toHaveLength(1);
		expect(simulator.requests().map(({ path }) => path.split('/').at(-2))).toEqual([
			credential.streamId,
			'st-other',
		]);
	});
});

it('a token of our own that Kore has seen before means that the request was delivered twice', async () => {
	simulator.setBehavior({
		...NO_CALLBACK,
		answer: {
			status: 401,
			body: { errors: [{ msg: 'error verifying the jwt: possibly a replay', code: 401 }] },
		},
	});
	const { failure } = await runAssign({
		credential,
		parameters,
		items: [{ session: 's0' }],
		settings: { ...RETRY, onError: 'continueErrorOutput' },
	});
	expect(failure).toMatchObject([
		{
			error: expect.stringMatching(/^Kore got this request more than once/) as string,
			message: expect.stringMatching(/^Kore may have accepted the transfer nevertheless/) as string,
			details: { cause: 'credentials', maybeAccepted: true },
		},
	]);
	expect(sent()).toHaveLength(1);
});

it('what was sent to a wrong host does not keep a retry from the right one', async () => {
	const page = { status: 200, body: '<html>', contentType: 'text/html' };
	const wrong = await startSimulator();
	wrong.setBehavior({ ...NO_CALLBACK, answer: page });
	const changing = { ...credential, host: wrong.url };
	// As a person who mends the credential between two tries.
	const watch = setInterval(() => {
		if (wrong.requests().length > 0) changing.host = simulator.url;
	}, 1);
	try {
		const { success } = await runAssign({
			credential: changing,
			parameters,
			items: [{ session: 's0' }],
			settings: { retryOnFail: true, maxTries: 3, waitBetweenTries: 200 },
		});
		expect(success).toMatchObject([{ outcome: 'accepted' }]);
		expect(wrong.requests()).toHaveLength(1);
		expect(sent()).toEqual(['s0']);
	} finally {
		clearInterval(watch);
		await wrong.stop();
	}
});

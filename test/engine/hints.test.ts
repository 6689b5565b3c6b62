import dns from 'node:dns';
import axios from 'axios';
import type { INode, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { startCallbackHost } from './harness/callbackHost';
import { AGENT } from './harness/ids';
import { createWorkflow, koreNode, types } from './harness/nodes';
import { runAssign, startedBy } from './harness/run';
import { sentUrl } from './harness/sent';
import { NO_CALLBACK, toAgent } from './harness/setup';
import { useSimulator } from './harness/useSimulator';

const { simulator, credential } = useSimulator(NO_CALLBACK);

/** What the editor shows beside the parameters, with so many items from the node before. */
function shown(parameters: INodeParameters, items = 1, others: INode[] = []): string[] {
	const node = koreNode('koreAgentAssist', parameters);
	const { expression } = createWorkflow([node, ...others]);
	const input = Array.from({ length: items }, (): INodeExecutionData => ({ json: {} }));
	const { hints = [] } = types.koreAgentAssist.description;
	return hints
		.filter(({ displayCondition = '' }) => {
			// As `getNodeHints` of the editor (useNodeHelpers) asks; what is no boolean shows nothing there.
			const shows = expression.getParameterValue(
				displayCondition,
				null,
				0,
				0,
				node.name,
				input,
				'manual',
				{},
			);
			expect(typeof shows).toBe('boolean');
			return shows;
		})
		.map(({ message }) => message);
}

describe('the editor says of a callback URL that it is localhost', () => {
	it.each([
		['http://localhost:5678/webhook/x', true],
		['HTTP://LOCALHOST/x', true],
		['http://127.0.0.1:5678/x', true],
		['http://[::1]:5678/x', true],
		['http://n8n.localhost/x', true],
		['https://localhost.example.com/x', false],
		['https://n8n.example.com/localhost', false],
		['https://n8n.example.com/?a=http://localhost/', false],
		['http://[2001:db8::1]/x', false],
		['', false],
		['={{ $json.missing }}', false],
		['={{ "http://localhost/" }}', true],
	])('%s: %s', (callbackUrl, expected) => {
		const messages = shown(toAgent(AGENT, { callbackUrl }));
		expect(messages.some((message) => message.includes('(localhost)'))).toBe(expected);
		expect(messages).toHaveLength(expected ? 1 : 0);
	});
});

describe('the editor says of more items than Kore takes in a minute that the run takes longer', () => {
	const with60: INodeParameters = { callbackUrl: 'https://n8n.example.com/x', options: {} };
	it.each<[number, INodeParameters, boolean]>([
		[60, with60, false],
		[61, with60, true],
		[61, { ...with60, options: { requestsPerMinute: 100 } }, false],
		[101, { ...with60, options: { requestsPerMinute: 100 } }, true],
		[1000, { ...with60, options: { requestsPerMinute: 0 } }, false],
		[61, { ...with60, continueWhen: 'result' }, false],
	])('%i items with %j: %s', (items, parameters, expected) => {
		expect(shown(parameters, items).map((message) => message.slice(0, 20))).toEqual(
			expected ? ['More items come in t'] : [],
		);
	});
});

describe('the editor says of a node that waits that the trigger beside it resumes nothing', () => {
	const waiting = toAgent(AGENT, { continueWhen: 'result' });
	const trigger = (verification: string, name = 'Kore AgentAssist Trigger') =>
		koreNode('koreAgentAssistTrigger', { verification }, { id: 'trigger', name });
	it.each<[string, INodeParameters, INode[], boolean]>([
		['None', waiting, [trigger('none')], true],
		['Signed', waiting, [trigger('signed')], false],
		['None, and does not wait', toAgent(AGENT), [trigger('none')], false],
		['no trigger', waiting, [], false],
		// An expression cannot ask for all nodes.
		['None under another name', waiting, [trigger('none', 'Results')], false],
	])('%s', (_name, parameters, others, expected) => {
		expect(shown(parameters, 1, others).map((message) => message.slice(0, 14))).toEqual(
			expected ? ["'Verification'"] : [],
		);
	});
});

describe('a run says that Kore was told an address of its own machine', () => {
	const hintsOf = async (own: object, callbackUrl: string) => {
		const { runs } = await runAssign({
			credential: { ...credential, ...own },
			parameters: toAgent(AGENT, { callbackUrl, options: { timeout: 500 } }),
			settings: { onError: 'continueRegularOutput' },
		});
		return (runs[0].hints ?? []).map(({ message }) => message);
	};
	/** The simulator under a name from which nobody knows that it is on this machine. */
	const elsewhere = { host: '' };
	const { lookup } = dns;
	beforeAll(() => {
		elsewhere.host = simulator.url.replace('127.0.0.1', 'kore.example');
		const toThisMachine = (host: string, ...rest: unknown[]) =>
			Reflect.apply(lookup, dns, [
				host === 'kore.example' ? '127.0.0.1' : host,
				...rest,
			]) as unknown;
		jest.spyOn(dns, 'lookup').mockImplementation(toThisMachine);
	});
	afterAll(() => jest.restoreAllMocks());

	it("in the node's URL, or the credential's", async () => {
		const expected = [
			expect.stringMatching(/^Kore was told to report to http:\/\/localhost:5678,/),
		];
		expect(await hintsOf(elsewhere, 'http://localhost:5678/webhook/x?a=b')).toEqual(expected);
		const triggerUrl = 'http://localhost:5678/webhook/x';
		expect(await hintsOf({ ...elsewhere, triggerUrl }, '')).toEqual(expected);
	});

	it('unless Kore was told nothing', async () => {
		const nowhere = { host: 'https://kore.invalid' };
		expect(await hintsOf(nowhere, 'http://localhost:5678/webhook/x')).toEqual([]);
	});

	it('and nothing of another address, or where Kore is on this machine', async () => {
		expect(await hintsOf(elsewhere, 'https://n8n.example.com/webhook/x')).toEqual([]);
		expect(await hintsOf({}, 'http://localhost:5678/webhook/x')).toEqual([]);
	});
});

describe('a trigger that verifies nothing', () => {
	it.each([
		['says so of a result that came signed', true],
		['says nothing of another', false],
	])('%s', async (_name, signed) => {
		const trigger = await startCallbackHost({ parameters: { verification: 'none' }, credential });
		try {
			await runAssign({ credential, parameters: toAgent(AGENT, { callbackUrl: trigger.url }) });
			await axios.post(signed ? sentUrl(simulator) : `${trigger.url}?token=x`, {
				status: 'failed',
			});
			const [event] = trigger.events;
			const { node, origin } = trigger;
			const { hints = [], data } = await startedBy({ event, node, credential, origin });
			expect(hints.map(({ message }) => message)).toEqual(
				signed ? [expect.stringContaining("'Verification' is 'None'")] : [],
			);
			expect(data?.main[0]?.[0].json).toMatchObject({ outcome: 'failed' });
			expect(data?.main[0]?.[0].json).not.toHaveProperty('unchecked');
		} finally {
			await trigger.stop();
		}
	});
});

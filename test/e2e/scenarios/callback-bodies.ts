import { FAILURE_SHAPES } from '../../kore-simulator';
import { credentialFor, toAgent } from '../../engine/harness/setup';
import { resultsOf } from '../stage/execution';
import { assign, rows, start, trigger } from '../stage/nodes';
import { agent, session } from '../stage/people';
import { workflow } from '../stage/workflow';
import type { TransferResult } from '../../../dist/nodes/shared/callback/transferResult';
import type { CallbackEntry } from '../../kore-simulator/types';
import type { Stage } from '../stage/stage';

const PATIENCE_MS = 15_000;

/** What Kore might send, as it has published no example of a failure. */
const BODIES = Object.fromEntries(
	FAILURE_SHAPES.map((shape, index) => [shape, session(index + 1)]),
);

/** What of it a person gets to read. */
const REASONS: Record<string, string | null> = {
	empty: null,
	null: null,
	unknown: null,
	text: 'Transfer failed: noAgentsAvailable',
	array: 'noAgentsAvailable',
	errors: 'noAgentsAvailable',
};

function asSent(callback: CallbackEntry | undefined): unknown {
	if (!callback?.body) return null;
	const { body, contentType } = callback;
	return contentType === 'application/json' ? JSON.parse(body) : body;
}

export function callbackBodyScenarios(stage: () => Stage) {
	describe('a callback of a failed transfer', () => {
		let results: TransferResult[];
		let events: TransferResult[];
		let callbacks: CallbackEntry[];

		beforeAll(async () => {
			const { simulator } = stage();
			simulator.setBehavior({
				// Kore waits for the answer to each, as a busy machine may need too long for all of them at once.
				callback: { when: 'before' },
				rules: Object.entries(BODIES).map(([outcome, botSessionId]) => ({
					botSessionId,
					callback: { outcome },
				})),
			});
			const credential = await stage().saveCredential(credentialFor(simulator));
			const node = trigger(credential);
			const workflowId = await stage().publish(workflow('Receiver', [node]));
			const parameters = toAgent(agent(1), {
				botSessionId: '={{ $json.botSession }}',
				callbackUrl: stage().urlOf(node),
				options: {
					concurrency: 3,
					correlationData: { pair: [{ key: 'ticket', value: '={{ $json.ticket }}' }] },
				},
			});
			const table = Object.entries(BODIES).map(([ticket, botSession]) => ({ ticket, botSession }));
			const execution = await stage().run(
				workflow('Sender', [start(), ...rows(table), assign(credential, parameters)]),
			);
			results = resultsOf(execution, 'Assign');
			callbacks = await simulator.waitForCallbacks(table.length, PATIENCE_MS);
			events = await stage().events(workflowId, table.length);
		});

		it('is answered 200, whatever its body', () => {
			expect(callbacks.map(({ status, error }) => error ?? status)).toEqual(
				FAILURE_SHAPES.map(() => 200),
			);
			expect(events).toHaveLength(FAILURE_SHAPES.length);
		});

		it.each(FAILURE_SHAPES)(
			'starts one execution with the full event for the body "%s"',
			(shape) => {
				const botSessionId = BODIES[shape];
				const [request] = results.filter((result) => result.botSessionId === botSessionId);
				const found = events.filter((event) => event.botSessionId === botSessionId);
				expect(found).toHaveLength(1);
				expect(found[0]).toMatchObject({
					outcome: 'failed',
					assignTo: 'agent',
					agentId: agent(1),
					queueId: null,
					requestId: request.requestId,
					requestedAt: request.requestedAt,
					correlation: { ticket: shape },
					response: asSent(callbacks.find(({ outcome }) => outcome === shape)),
					eventId: expect.stringMatching(/^[\da-f]{32}$/) as string,
					...(shape in REASONS && { reason: REASONS[shape] }),
				});
			},
		);
	});
}

import { FAILURE_SHAPES } from '../../kore-simulator';
import { SESSION, useKore } from '../harness/kore';

const kore = useKore();

describe('callbacks', () => {
	/** strings are not JSON */
	const failures: Record<string, unknown> = {
		status: {
			sessionId: SESSION,
			agentId: expect.any(String) as string,
			status: 'failed',
			requestCompletedAt: expect.any(Number) as number,
		},
		reason: {
			sessionId: SESSION,
			agentId: expect.any(String) as string,
			status: 'Failed',
			reason: '480 noAgentsAvailable',
			reasonCode: 'noAgentsAvailable',
		},
		nestedReason: {
			status: 'failure',
			reason: { errors: [{ msg: 'noAgentsAvailable', code: 400 }] },
		},
		errors: { errors: [{ msg: 'noAgentsAvailable', code: 400 }] },
		errorsMessage: { errors: [{ message: 'noAgentsAvailable', code: 400 }] },
		flat: { code: 400, message: 'noAgentsAvailable' },
		errorString: { error: 'noAgentsAvailable' },
		statusError: { status: 'Error', message: 'noAgentsAvailable' },
		data: {
			status: 'success',
			data: [{ sessionId: SESSION, status: 'failed', reason: 'noAgentsAvailable' }],
		},
		empty: '',
		null: null,
		text: 'Transfer failed: noAgentsAvailable',
		array: [{ sessionId: SESSION, status: 'failed', reason: 'noAgentsAvailable' }],
		unknown: { foo: 'bar', baz: { qux: 1 } },
		html: '<html><body><h1>502 Bad Gateway</h1></body></html>',
	};

	test('every failure shape is known here', () => {
		expect(Object.keys(failures)).toEqual(FAILURE_SHAPES);
	});

	test.each(FAILURE_SHAPES)('the failure %s', async (outcome) => {
		kore.sim.setBehavior({ callback: { outcome } });
		await kore.assign();
		const [entry] = await kore.sim.waitForCallbacks(1, 2000);
		expect(entry).toMatchObject({ outcome, status: 200, body: kore.receiver.bodies[0] });
		const expected = failures[outcome];
		expect(typeof expected === 'string' ? entry.body : JSON.parse(entry.body)).toEqual(expected);
	});

	test('a custom outcome', async () => {
		kore.sim.setBehavior({
			callback: { outcome: { body: '{"broken', contentType: 'application/json' } },
		});
		await kore.assign();
		const [entry] = await kore.sim.waitForCallbacks(1, 2000);
		expect(entry).toMatchObject({ outcome: 'custom', body: '{"broken' });
		expect(kore.receiver.bodies).toEqual(['{"broken']);
	});
});

import fs from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

import { settledExecution, until } from '../n8n-host/wait';
import { errorOf } from '../stage/execution';
import { inBackground } from './background';
import { useKore, type Kore } from './kore';
import type { Stage } from '../stage/stage';

const COUNT = 60;
const WINDOW = 10;
const PATIENCE_MS = 20_000;
// For requests that are on their way.
const GRACE_MS = 1_000;
const MINUTE_MS = 60_000;
// n8n starts the next try also of an execution that is stopped.
const RETRY = { retryOnFail: true, maxTries: 2, waitBetweenTries: 100 };

export function cancelledScenarios(stage: () => Stage) {
	const sending = useKore(stage);
	const waiting = useKore(stage);
	const stopping = useKore(stage);

	/**
	 * @param options of the node
	 * @param accepted how many before the stop
	 * @param watchMs how long no more may come
	 */
	async function cancel(
		kore: Kore,
		options: Record<string, unknown>,
		accepted: number,
		watchMs: number,
	) {
		const id = await stage().start(kore.workflow(COUNT, options, RETRY));
		const enough = async () => kore.requests(200).length >= accepted;
		await until(`${accepted} accepted items`, PATIENCE_MS, enough);
		await stage().builder.stop(id);
		const stoppedAt = Date.now();
		await sleep(watchMs);
		const execution = await settledExecution(stage().builder, id);
		const late = kore.requests().filter(({ at }) => at > stoppedAt);
		return { execution, late: late.map(({ at }) => at - stoppedAt) };
	}

	/** @param id of an execution */
	async function logged(id: string) {
		const lines = (await fs.readFile(stage().instance.logFile, 'utf8')).split('\n');
		return lines.filter((line) => line.includes(`Execution ${id} was stopped`));
	}

	const inWait = inBackground(
		async () =>
			await cancel(waiting(), { requestsPerMinute: WINDOW }, WINDOW, MINUTE_MS + 2 * GRACE_MS),
	);

	describe('an execution that is stopped', () => {
		it("while the node sends, sends no more, and n8n's log says how far it came", async () => {
			sending().answerAll({ delayMs: 300 });
			const options = { requestsPerMinute: 0, concurrency: 4 };
			const { execution, late } = await cancel(sending(), options, 12, 3 * GRACE_MS);
			const accepted = sending().requests(200).length;
			const sent = sending().requests().length;
			expect(late.filter((ms) => ms > GRACE_MS)).toEqual([]);
			expect(sent).toBeLessThan(COUNT);
			const [line, ...more] = await logged(execution.id);
			expect(more).toEqual([]);
			expect(line).toContain(`in node "Assign". Kore accepted ${accepted} of the ${COUNT} items`);
			expect(line).toContain(`and may have accepted ${sent - accepted} more`);
			expect(line).toContain(`the first item that was not sent is item ${sent}.`);
		});

		// So the log is the only place, and nobody can start a second sending by a click.
		it('has no output in n8n, and n8n does not retry it', async () => {
			const options = { requestsPerMinute: WINDOW };
			const { execution } = await cancel(stopping(), options, WINDOW, GRACE_MS);
			expect(execution.status).toBe('canceled');
			expect(errorOf(execution).message).toBe('The execution was cancelled manually');
			expect(execution.data.resultData.runData).toEqual({});
			await expect(stage().builder.retry(execution.id)).rejects.toThrow('cannot be retried');
			expect(stopping().requests()).toHaveLength(WINDOW);
		});

		it(
			'while the node waits for the next minute, sends nothing in that minute',
			async () => {
				const { execution, late } = await inWait();
				expect(execution.status).toBe('canceled');
				expect(late).toEqual([]);
				expect(waiting().requests()).toHaveLength(WINDOW);
				const [line] = await logged(execution.id);
				expect(line).toContain(
					`Kore accepted ${WINDOW} of the ${COUNT} items; the first item that was not sent is item ${WINDOW}.`,
				);
			},
			2 * MINUTE_MS,
		);
	});
}

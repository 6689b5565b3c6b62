import { killedWorkerScenarios } from './killed-worker';
import { openQueueStage, type QueueStage } from './queue-stage';
import { transferScenarios } from './transfers';

// Without a warm cache n8n has to be installed first.
const OPEN_LIMIT_MS = 20 * 60_000;
// Long enough for a worker that is killed to be busy with some events.
const WORK_SECONDS = 2;

// Five processes share the machine with the tests: 50 callbacks at once take a while.
jest.setTimeout(150_000);

describe('n8n 2.41.1 in queue mode', () => {
	let stage: QueueStage;
	beforeAll(async () => {
		stage = await openQueueStage(WORK_SECONDS);
	}, OPEN_LIMIT_MS);
	afterEach(() => stage?.simulator.reset());
	afterAll(async () => await stage?.close());

	transferScenarios(() => stage);
	killedWorkerScenarios(() => stage);
});

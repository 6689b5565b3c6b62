import { readCredential } from '../../../dist/nodes/shared/credential/credential';
import { credentialFor, type Credential } from '../../engine/harness/setup';
import type { Simulator } from '../../kore-simulator';
import { check } from '../check';
import { DEFAULTS, type Options, type Task } from '../options';
import { writeReport } from '../report';
import { judgeAll } from '../report/verdicts';
import type { Confirm } from '../ask';

const yes: Confirm = async () => true;

interface Run {
	options?: Partial<Options>;
	credential?: Credential;
	toQueue?: boolean;
	confirm?: Confirm;
}

/** A whole check of a simulated Kore, with an assign to an agent, as fast as it can be. */
export async function runCheck(
	simulator: Pick<Simulator, 'url' | 'world'>,
	{ options, credential = credentialFor(simulator), toQueue, confirm = yes }: Run = {},
) {
	const { conversations, agents, queues } = simulator.world;
	const task: Task = {
		options: {
			...DEFAULTS,
			'calls-per-minute': 0,
			wait: 0.1,
			'window-seconds': 0,
			...options,
		},
		credential: readCredential({ ...credential }),
		assign: {
			session: conversations[0].botSessionId,
			target: toQueue
				? { assignTo: 'queue', id: queues[0].id }
				: { assignTo: 'agent', id: agents[0].id },
		},
	};
	const seen = await check(task, confirm, () => {});
	const judged = judgeAll(seen);
	const thoseThat = (verdict: string) =>
		judged.filter((one) => one.verdict === verdict).map(({ id }) => id);
	return {
		seen,
		report: writeReport(seen, '1.0.0'),
		differs: thoseThat('differs'),
		notSeen: thoseThat('not seen'),
	};
}

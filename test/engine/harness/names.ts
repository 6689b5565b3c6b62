import { startSimulator, type Simulator } from '../../kore-simulator';
import { assignBody } from '../../kore-simulator/assignBody';
import { runAssign, type Run } from './run';
import { by, credentialFor, NO_CALLBACK, toAgent, toQueue, type Credential } from './setup';

export type Mode = 'email' | 'customId' | 'name' | 'id' | 'queueId';

/** The session of an item. */
export const sessionOf = (item: number) => `6538f8a3c9cf425ee5cf${String(item).padStart(4, '0')}`;

/** For each test a simulator with 150 agents of its own, as what was read of a list is kept for some minutes. */
export class Names {
	simulator = {} as Simulator;
	credential = {} as Credential;

	/** A run with an item for each name, in the field that has the mode. */
	async run(
		mode: Mode,
		names: unknown[],
		settings?: Run['settings'],
		{ own = this.credential, options }: { own?: Credential; options?: object } = {},
	) {
		const isQueue = mode === 'name' || mode === 'queueId';
		const [to, field] = isQueue ? [toQueue, 'queueId'] : [toAgent, 'agentId'];
		return await runAssign({
			credential: own,
			parameters: to('', {
				[field]: by(mode === 'queueId' ? 'id' : mode, '={{ $json.name }}'),
				botSessionId: '={{ $json.session }}',
				options,
			}),
			items: names.map((name, item) => ({ name: name as string, session: sessionOf(item) })),
			settings,
		});
	}

	/** The last parts of the addresses that were read. */
	read() {
		return this.requestsOf('GET').map(({ path }) => path.split('/').at(-1));
	}

	assigned() {
		return this.requestsOf('POST').map(assignBody);
	}

	private requestsOf(wanted: string) {
		return this.simulator.requests().filter(({ method }) => method === wanted);
	}
}

export function useNames(): Names {
	const names = new Names();
	beforeEach(async () => {
		names.simulator = await startSimulator({ requestsPerMinute: Infinity, agents: 150 });
		names.simulator.setBehavior(NO_CALLBACK);
		names.credential = credentialFor(names.simulator);
	});
	afterEach(async () => await names.simulator.stop());
	return names;
}

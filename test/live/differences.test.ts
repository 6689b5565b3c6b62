import { startSimulator, TOGETHER, type DifferenceName, type Simulator } from '../kore-simulator';
import { credentialFor } from '../engine/harness/setup';
import { ASSUMPTIONS } from './assumptions';
import { runCheck } from './harness/runCheck';

/** Which assumption each way to differ refutes. */
const REFUTED: Record<DifferenceName, string> = {
	accountIdOptional: 'A2',
	noJwtIs400: 'A3',
	wrongKeyIs403: 'A4',
	errorsHaveMessage: 'A5',
	replayTaken: 'A6',
	longTokenTaken: 'A7',
	expiredInOtherWords: 'A8',
	scopeIs403: 'A9',
	pagesOf20: 'A10',
	queuesHaveOnePage: 'A11',
	queuesAreOtherwiseActive: 'A12',
	agentsCountFrom0: 'A13',
	agentsAsInTable: 'A14',
	listsHaveNoTotal: 'A15',
	userIdsAreOthers: 'A16',
	participantsAreAgents: 'A17',
	agentsOnLeave: 'A18',
	onBreak: 'A19',
	capacityIsNumber: 'A20',
	availabilityTakesNoQueue: 'A21',
	agentIsWrapped: 'A22',
	customIdIsObject: 'A23',
	noCustomIdIs404: 'A24',
	statisticsAreObject: 'A25',
	timeZone: 'A26',
	timesOf24Hours: 'A27',
	specialDays: 'A28',
	conversationsHaveNoLimit: 'A29',
	conversationsHaveNoStatus: 'A30',
	conversationsInWrapUp: 'A31',
	conversationHasNoSession: 'A32',
	sessionIsAnothers: 'A33',
	unknownIdIs404: 'A34',
	limitIs503: 'A36',
	retryAfter: 'A37',
	assignIs404: 'A38',
	answerIsFinal: 'A39',
	callbackIsText: 'A40',
	callbackHasIsoTime: 'A41',
	callbackSaysSuccess: 'A42',
	callbackComesTwice: 'A43',
	callbackComesFirst: 'A44',
	callbackHasNoQuery: 'A45',
	callbackHasOtherSession: 'A46',
	callbackIsSigned: 'A47',
	transferIsNotShown: 'A48',
	unknownAgentIsRefused: 'A49',
};

/** No switch, but other settings of the simulator. */
const OTHERWISE = ['A1', 'A35'];

const PROBE = { 'probe-limit': 80 };

let simulator: Simulator;

/** A Kore that differs so. */
async function start(differences: DifferenceName[] = [], requestsPerMinute = 60) {
	simulator = await startSimulator({ requestsPerMinute });
	simulator.setDifferences(differences);
	/** Says yes, and begins a new minute where the check would wait for one. */
	return async (question: string) => {
		if (PROBING.test(question)) {
			simulator.reset();
			simulator.setDifferences(differences);
		}
		return true;
	};
}

const PROBING = /lists the queues/;

afterEach(async () => await simulator.stop());

it('a Kore as documented differs in nothing, and all that can be seen of it is seen', async () => {
	const confirm = await start();
	const { differs, notSeen, report } = await runCheck(simulator, { options: PROBE, confirm });
	expect(differs).toEqual([]);
	expect(notSeen).toEqual(['A9']);
	expect(report).toContain(`**${ASSUMPTIONS.length - 1} as documented, 0 differ, 1 not seen.**`);
});

it('nor does it with an assign to a queue', async () => {
	await start();
	const { differs } = await runCheck(simulator, { toQueue: true });
	expect(differs).toEqual([]);
});

it('a Kore that differs in every way is named for each of them', async () => {
	const confirm = await start(TOGETHER, 50);
	const { differs, report } = await runCheck(simulator, { options: PROBE, confirm });
	const expected = TOGETHER.map((name) => REFUTED[name]).filter((id) => id !== 'A9');
	expect(differs).toEqual(expect.arrayContaining([...expected, 'A35']));
	expect(differs.length).toBe(expected.length + 1);
	const [, listed] = /## What differs\n\n(.*?)\n\n/s.exec(report) ?? [];
	for (const id of expected) expect(listed).toContain(`**${id}** `);
});

it.each(Object.entries(REFUTED))('%s alone is named as %s', async (name, id) => {
	const yes = await start([name as DifferenceName]);
	const credential = credentialFor(simulator, id === 'A9' ? 'routingOnly' : 'hs256');
	const options = ['A36', 'A37'].includes(id) ? PROBE : {};
	// No more than it takes: each assign is listened after.
	const confirm = async (question: string) => {
		if (/TRANSFERS/.test(question)) return Number(id.slice(1)) >= 38;
		if (/cannot work/.test(question)) return id === 'A49';
		return await yes(question);
	};
	const { differs } = await runCheck(simulator, { credential, options, confirm });
	expect(differs).toEqual([id]);
});

it('each assumption can be refuted', () => {
	const refuted = [...Object.values(REFUTED), ...OTHERWISE];
	expect(ASSUMPTIONS.map(({ id }) => id).sort()).toEqual(refuted.sort());
});

it('a credential that Kore does not take is named', async () => {
	await start();
	const credential = { ...credentialFor(simulator), clientSecret: 'another secret' };
	const { differs } = await runCheck(simulator, { credential });
	expect(differs).toEqual(['A1']);
});

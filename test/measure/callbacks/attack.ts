import path from 'node:path';

import { startChild } from '../child/child';
import { post } from '../../e2e/stage/post';
import { resultsOf } from '../../e2e/stage/execution';
import { secretParts } from '../../hostile/secrets';
import { countStarted, leaksOfLog } from './outcome';
import { OTHERS } from './plan';
import { setTheStage, tokenOf, type Stage } from './stage';
import { watch } from './watch';
import type { CallbackLoad, Sent } from './load';

interface Options {
	/** Of forged callbacks */
	count: number;
	seed: number;
	connections: number;
	/** Kinds of bodies that are left out */
	without?: string[];
}

export type Result = Awaited<ReturnType<typeof attack>>;

/** Of the forged ones. */
const IN_ONE_GO = 5000;
/** Among so many one is genuine, and one is genuine with any body. */
const FOR_EACH_GENUINE = 1000;
/** Answers and log are searched for the signatures of so many genuine requests. */
const SEARCHED = 20;

/** Attacks a real n8n, and counts what became of it. */
export async function attack(
	{ count, seed, connections, without = [] }: Options,
	say: (text: string) => void,
) {
	say('starting n8n');
	const scene = await setTheStage(2 * Math.ceil(count / FOR_EACH_GENUINE));
	const load = startChild<CallbackLoad>(path.join(__dirname, 'load.ts'));
	try {
		const { stage, waitingId, waitingUrl, triggerUrl, materials, waitingMaterial } = scene;
		const secrets = secretsOf(scene);
		const watching = await watch(stage.instance);
		const sent: Sent[] = [];
		const began = performance.now();
		for (let from = 0; from < count; from += IN_ONE_GO) {
			const until = Math.min(from + IN_ONE_GO, count);
			const sentNow = await load.ask('attack', {
				seed: seed + from,
				count: until - from,
				connections,
				genuineUrls: scene.genuineUrls.slice(
					(2 * from) / FOR_EACH_GENUINE,
					2 * Math.ceil(until / FOR_EACH_GENUINE),
				),
				secrets,
				without,
				...{ triggerUrl, waitingUrl, materials, waitingMaterial },
			});
			sent.push(...sentNow);
			const seconds = Math.round((performance.now() - began) / 1000);
			say(`${sent.length} in ${seconds} s, n8n has ${watching.seen.rssMb.at(-1)?.toFixed()} MB`);
		}
		const seconds = (performance.now() - began) / 1000;
		const seen = await watching.stop();
		const { status: before } = await stage.builder.execution(waitingId);
		const { status } = await post(waitingUrl, { status: 'transferred' });
		sent.push({ kind: OTHERS.own, answer: status, leaked: [] });
		const resumed = resultsOf(await stage.finished(waitingId), 'Assign').at(-1)?.outcome;
		const isGenuine = (kind: string) => kind === OTHERS.genuine || kind === OTHERS.strange;
		const accepted = sent.filter(({ kind, answer }) => isGenuine(kind) && answer === 200).length;
		return {
			sent,
			seconds,
			seen,
			accepted,
			started: await countStarted(scene, accepted),
			waiting: { before, outcome: resumed },
			leakedInAnswers: [...new Set(sent.flatMap(({ leaked }) => leaked))],
			log: await leaksOfLog(stage.instance.logFile, secrets),
		};
	} finally {
		await Promise.all([load.stop(), scene.stage.close()]);
	}
}

function secretsOf({ waitingMaterial, materials, waitingUrl, genuineUrls }: Stage) {
	const { secret, key, foreign, request, token } = waitingMaterial;
	const tokens = [
		...[foreign, request, token],
		...Object.values(materials).map((material) => material.token),
		...genuineUrls.slice(0, SEARCHED).map(tokenOf),
	];
	const resumeSignature = String(new URL(waitingUrl).searchParams.get('signature'));
	return [resumeSignature, ...secretParts([secret, key], tokens)];
}

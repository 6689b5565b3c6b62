'use strict';

const path = require('node:path');
const { startChild } = require('../../bench/child/child');
const { post } = require('../../e2e/stage/post');
const { jsonOf } = require('../../e2e/stage/execution');
const { secretParts } = require('../../hostile/secrets');
const { countStarted, leaksOfLog } = require('./outcome');
const { OTHERS } = require('./plan');
const { setTheStage, tokenOf } = require('./stage');
const { watch } = require('./watch');

/**
 * @typedef {object} Options
 * @property {number} count of forged callbacks
 * @property {number} seed
 * @property {number} connections
 * @property {string[]} [without] kinds of bodies that are left out
 *
 * @typedef {Awaited<ReturnType<typeof attack>>} Result
 */

/** Of the forged ones. */
const IN_ONE_GO = 5000;
/** Among so many one is genuine, and one is genuine with any body. */
const FOR_EACH_GENUINE = 1000;
/** Answers and log are searched for the signatures of so many genuine requests. */
const SEARCHED = 20;

/** Attacks a real n8n, and counts what became of it. @param {Options} options @param {(text: string) => void} say */
async function attack({ count, seed, connections, without = [] }, say) {
	say('starting n8n');
	const scene = await setTheStage(2 * Math.ceil(count / FOR_EACH_GENUINE));
	const load = startChild(path.join(__dirname, 'load.js'));
	try {
		const { stage, waitingId, waitingUrl, triggerUrl, materials, waitingMaterial } = scene;
		const secrets = secretsOf(scene);
		const watching = watch(stage.instance);
		/** @type {import('./load').Sent[]} */
		const sent = [];
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
		const resumed = jsonOf(await stage.finished(waitingId), 'Assign').at(-1)?.outcome;
		const isGenuine = (/** @type {string} */ kind) =>
			kind === OTHERS.genuine || kind === OTHERS.strange;
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

/** @param {import('./stage').Stage} scene */
function secretsOf({ waitingMaterial, materials, waitingUrl, genuineUrls }) {
	const { secret, key, foreign, request, token } = waitingMaterial;
	const tokens = [
		...[foreign, request, token],
		...Object.values(materials).map((material) => material.token),
		...genuineUrls.slice(0, SEARCHED).map(tokenOf),
	];
	const resumeSignature = String(new URL(waitingUrl).searchParams.get('signature'));
	return [resumeSignature, ...secretParts([secret, key], tokens)];
}

module.exports = { attack };

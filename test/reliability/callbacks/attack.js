'use strict';

const path = require('node:path');
const { startChild } = require('../../bench/child/child');
const { secretParts } = require('../../hostile/secrets');
const { post } = require('../../e2e/stage/post');
const { OTHERS } = require('./plan');
const { readOutcome } = require('./outcome');
const { setTheStage, tokenOf } = require('./stage');
const { watch } = require('./watch');

/**
 * @typedef {object} Options
 * @property {number} count of forged callbacks
 * @property {number} seed
 * @property {number} connections
 *
 * @typedef {Awaited<ReturnType<typeof attack>>} Result
 */

/** Of the forged ones; among so many one is genuine, and one is genuine with any body. */
const IN_ONE_GO = 1000;
/** n8n's log is searched for the signatures of so many requests. */
const SEARCHED = 20;

/** @param {Options} options @param {(text: string) => void} say */
async function attack({ count, seed, connections }, say) {
	const goes = Math.ceil(count / IN_ONE_GO);
	say('starting n8n');
	const scene = await setTheStage(2 * goes);
	const load = startChild(path.join(__dirname, 'load.js'));
	try {
		const secrets = secretsOf(scene);
		const { instance } = scene.stage;
		const watching = watch(instance);
		/** @type {import('./load').Sent[]} */
		const sent = [];
		const began = performance.now();
		for (let go = 0; go < goes; go++) {
			const order = {
				seed: seed + go,
				count: Math.min(IN_ONE_GO, count - go * IN_ONE_GO),
				connections,
				genuineUrls: scene.genuineUrls.slice(2 * go, 2 * go + 2),
				secrets,
				...pick(scene),
			};
			sent.push(...(await load.ask('attack', order)));
			say(`${sent.length} sent, ${watching.seen.rssMb.at(-1)?.toFixed()} MB`);
		}
		const seconds = (performance.now() - began) / 1000;
		const seen = await watching.stop();
		const { status } = await scene.stage.builder.execution(scene.waitingId);
		const answer = await post(scene.waitingUrl, { status: 'transferred' });
		const outcome = await readOutcome(scene, sent, secrets);
		return { sent, seconds, seen, ...outcome, waiting: { status, answer: answer.status, ...outcome.waiting } };
	} finally {
		await Promise.all([load.stop(), scene.stage.close()]);
	}
}

/** @param {import('./stage').Stage} scene */
const pick = ({ triggerUrl, waitingUrl, materials, waitingMaterial }) => ({
	triggerUrl,
	waitingUrl,
	materials,
	waitingMaterial,
});

/** @param {import('./stage').Stage} scene */
function secretsOf({ waitingMaterial, materials, waitingUrl, genuineUrls }) {
	const { secret, key, foreign, request, token } = waitingMaterial;
	const resumeSignature = String(new URL(waitingUrl).searchParams.get('signature'));
	return [
		resumeSignature,
		...secretParts(
			[secret, key],
			[
				...[foreign, request, token],
				...Object.values(materials).map((material) => material.token),
				...genuineUrls.slice(0, SEARCHED).map(tokenOf),
			],
		),
	];
}

module.exports = { attack, OTHERS };

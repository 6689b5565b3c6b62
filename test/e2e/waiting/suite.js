'use strict';

const { createPlay } = require('./play');
const { playExecuteOnce } = require('./scenarios/execute-once');
const loop = require('./scenarios/loop');
const manual = require('./scenarios/manual');
const playExample = require('./scenarios/example');
const patience = require('./scenarios/patience');
const resumed = require('./scenarios/resumed');
const { setTheStage } = require('./stage');

// Without a warm cache n8n has to be installed first.
const OPEN_LIMIT_MS = 20 * 60_000;

/** @param {string} version of n8n */
function playWaiting(version) {
	describe(`waiting in n8n ${version}`, () => {
		/** @type {import('./stage').Stage} */
		let stage;
		beforeAll(async () => {
			stage = await setTheStage({ version });
		}, OPEN_LIMIT_MS);
		afterAll(async () => await stage?.stop());

		const play = createPlay(() => stage);
		describe('and what resumes it', () => resumed(play));
		describe('in a loop', () => loop(play));
		describe('with Execute Once', () => playExecuteOnce(play));
		describe('in the editor', () => manual(play));
		describe('in the example, the conversation', () => playExample(play));
		describe('for long', () => patience(play));
	});
}

module.exports = { playWaiting };

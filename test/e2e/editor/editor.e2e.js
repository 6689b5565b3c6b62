const { createCamera } = require('./camera/camera');
const { createPath } = require('./path');
const { setTheStage, clearTheStage } = require('./stage');
const { actionSteps } = require('./steps/action');
const { credentialSteps } = require('./steps/credential');
const { nodePanelSteps } = require('./steps/nodePanel');
const { productionSteps } = require('./steps/production');
const { resultSteps } = require('./steps/result');
const { triggerSteps } = require('./steps/trigger');

// Without a warm cache n8n has to be installed first.
const OPEN_LIMIT_MS = 20 * 60_000;

/**
 * @typedef {object} Builder
 * @property {ReturnType<typeof createPath>} step
 * @property {ReturnType<typeof createCamera>} shoot
 * @property {() => import('./stage').Stage} stage
 * @property {Tabs} tabs
 *
 * @typedef {object} Tabs what the builder has open; each is there from the step on that opens it
 * @property {import('./pages/canvas').Canvas} assign the workflow that assigns
 * @property {import('./pages/nodeView').NodeView} action its node, open
 * @property {import('./pages/canvas').Canvas} result the workflow that takes the result
 * @property {import('./pages/nodeView').NodeView} trigger its node, open
 */

describe("a builder's path through n8n's editor", () => {
	/** @type {import('./stage').Stage} */
	let stage;
	beforeAll(async () => {
		stage = await setTheStage();
	}, OPEN_LIMIT_MS);
	afterAll(async () => await clearTheStage(stage));

	/** @type {Builder} */
	const builder = {
		step: createPath(() => stage),
		shoot: createCamera(() => stage),
		stage: () => stage,
		tabs: /** @type {Tabs} */ ({}),
	};
	describe('the node panel', () => nodePanelSteps(builder));
	describe('the credential', () => credentialSteps(builder));
	describe('the action', () => actionSteps(builder));
	describe('its result', () => resultSteps(builder));
	describe('the trigger', () => triggerSteps(builder));
	describe('both together', () => productionSteps(builder));
});

import { createCamera } from './camera/camera';
import { createPath } from './path';
import { setTheStage, type Stage } from './stage';
import { actionSteps } from './steps/action';
import { credentialSteps } from './steps/credential';
import { nodePanelSteps } from './steps/nodePanel';
import { previewSteps } from './steps/preview';
import { productionSteps } from './steps/production';
import { resultSteps } from './steps/result';
import { triggerSteps } from './steps/trigger';
import { triggerUrlSteps } from './steps/triggerUrl';
import type { Canvas } from './pages/canvas';
import type { NodeView } from './pages/nodeView';

// Without a warm cache n8n has to be installed first.
const OPEN_LIMIT_MS = 20 * 60_000;

export interface Builder {
	step: ReturnType<typeof createPath>;
	shoot: ReturnType<typeof createCamera>;
	stage: () => Stage;
	tabs: Tabs;
}

/** What the builder has open; each is there from the step on that opens it. */
interface Tabs {
	/** The workflow that assigns. */
	assign: Canvas;
	/** Its node, open. */
	action: NodeView;
	/** The workflow that takes the result. */
	result: Canvas;
	/** Its node, open. */
	trigger: NodeView;
}

describe("a builder's path through n8n's editor", () => {
	let stage: Stage;
	beforeAll(async () => {
		stage = await setTheStage();
	}, OPEN_LIMIT_MS);
	afterAll(async () => await stage?.close());

	const builder: Builder = {
		step: createPath(() => stage),
		shoot: createCamera(() => stage),
		stage: () => stage,
		tabs: {} as Tabs,
	};
	describe('the node panel', () => nodePanelSteps(builder));
	describe('the credential', () => credentialSteps(builder));
	describe('the action', () => actionSteps(builder));
	describe('the next node', () => previewSteps(builder));
	describe('its result', () => resultSteps(builder));
	describe('the trigger', () => triggerSteps(builder));
	describe('the Trigger URL', () => triggerUrlSteps(builder));
	describe('both together', () => productionSteps(builder));
});

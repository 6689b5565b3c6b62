import path from 'node:path';

import type { Browser, BrowserContext } from 'playwright-core';

import { credentialFor } from '../../engine/harness/setup';
import { launchBrowser } from '../editor/browser';
import { frame } from '../editor/camera/camera';
import { Canvas } from '../editor/pages/canvas';
import { settle } from '../editor/pages/settle';
import { signIn } from '../editor/stage';
import { defaultVersion } from '../n8n-host/versions';
import { useStage } from '../stage/use-stage';
import { FOLDER, imported } from './imported';

const EXAMPLES = [
	'least-loaded-agent',
	'account-owner',
	'failed-transfer',
	'daily-report',
	'closing-time',
	'ai-agent',
	'live-check',
];

const SAME_ADDRESS = 'https://$1.example.com';

const MARGIN = 50;

describe('on the canvas of the editor', () => {
	const stage = useStage(defaultVersion);
	let browser: Browser;
	let context: BrowserContext;
	beforeAll(async () => {
		browser = await launchBrowser();
		context = await signIn(browser, stage());
	});
	afterAll(async () => await browser?.close());

	it.each(EXAMPLES)('%s has nothing that n8n warns of', async (name) => {
		const { simulator, builder } = stage();
		const credential = await stage().saveCredential(credentialFor(simulator));
		const model = await builder.createCredential({
			name: 'OpenAI account',
			type: 'openAiApi',
			data: { apiKey: 'none', header: false },
		});
		const example = imported(name, credential, SAME_ADDRESS, model);
		const { id } = await builder.createWorkflow(example);
		const page = await context.newPage();
		await page.goto(`workflow/${id}`);
		const canvas = new Canvas(page);
		// Sticky notes, too.
		const all = canvas.root.locator('.vue-flow__node');
		await all.nth(example.nodes.length - 1).waitFor();
		// Zoom to fit.
		await page.keyboard.press('1');
		await settle(page);
		expect(await all.count()).toBe(example.nodes.length);
		expect(await canvas.root.getByTestId(/^node-(issues|setup-required)$/).count()).toBe(0);
		if (process.env.UPDATE_SCREENSHOTS === '1') {
			const file = path.join(FOLDER, name, 'canvas.png');
			await page.screenshot({ path: file, clip: await frame(all, MARGIN) });
		}
		await page.close();
	});
});

import type { Browser, BrowserContext } from 'playwright-core';

import { startSimulator, type Simulator } from '../../kore-simulator';
import { ensureN8n } from '../n8n-host/cache';
import { startN8n } from '../n8n-host/instance';
import { packPackage } from '../n8n-host/pack';
import { N8nRest } from '../n8n-host/rest';
import { launchBrowser } from './browser';
import type { N8nInstance } from '../n8n-host/n8n-instance';

// A machine with two busy cores is slow, but a builder's click that has no effect in this time has none.
const ACTION_LIMIT_MS = 20_000;

export interface Stage {
	browser: Browser;
	/** Signed in. */
	context: BrowserContext;
	simulator: Simulator;
	instance: N8nInstance;
}

/**
 * A Kore simulator, an n8n with nothing but the package, and a browser that is signed in to it.
 */
export async function setTheStage(): Promise<Stage> {
	const [installed, tarball] = await Promise.all([ensureN8n(), packPackage()]);
	const set: Partial<Stage> = {};
	try {
		const browser = (set.browser = await launchBrowser());
		const options = { requestsPerMinute: Infinity, agents: 150 };
		const simulator = (set.simulator = await startSimulator(options));
		const instance = (set.instance = await startN8n({ installed, tarball }));
		const context = await signIn(browser, instance.url);
		return { browser, simulator, instance, context };
	} catch (error) {
		await clearTheStage(set);
		throw error;
	}
}

async function signIn(browser: Browser, url: string) {
	const rest = new N8nRest(url);
	await rest.setUpOwner();
	const context = await browser.newContext({
		baseURL: url,
		viewport: { width: 1440, height: 900 },
		colorScheme: 'light',
		locale: 'en-US',
	});
	context.setDefaultTimeout(ACTION_LIMIT_MS);
	const [name, value] = String(rest.http.defaults.headers.common.Cookie).split('=');
	await context.addCookies([{ name, value, url, httpOnly: true }]);
	return context;
}

/** @param stage as far as it could be set */
export async function clearTheStage({ browser, instance, simulator }: Partial<Stage> = {}) {
	await browser?.close();
	await Promise.all([instance?.stop(), simulator?.stop()]);
}

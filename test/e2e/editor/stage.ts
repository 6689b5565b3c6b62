import type { Browser, BrowserContext } from 'playwright-core';

import { defaultVersion } from '../n8n-host/versions';
import { openStage } from '../stage/use-stage';
import { launchBrowser } from './browser';
import type { Stage as StartedN8n } from '../stage/stage';

// A machine with two busy cores is slow, but a builder's click that has no effect in this time has none.
const ACTION_LIMIT_MS = 20_000;

export interface Stage extends Pick<StartedN8n, 'simulator' | 'instance' | 'builder'> {
	/** Signed in. */
	context: BrowserContext;
	close: () => Promise<void>;
}

/** A Kore simulator, an n8n with nothing but the package, and a browser that is signed in to it. */
export async function setTheStage(): Promise<Stage> {
	const stage = await openStage(defaultVersion, undefined, { agents: 150 });
	let browser: Browser | undefined;
	const close = async () => {
		await browser?.close();
		await stage.close();
	};
	try {
		browser = await launchBrowser();
		const { simulator, instance, builder } = stage;
		return { simulator, instance, builder, close, context: await signIn(browser, stage) };
	} catch (error) {
		await close();
		throw error;
	}
}

/** @returns of a builder who is signed in to that n8n */
export async function signIn(
	browser: Browser,
	{ builder, instance: { url } }: Pick<StartedN8n, 'builder' | 'instance'>,
) {
	const context = await browser.newContext({
		baseURL: url,
		viewport: { width: 1440, height: 900 },
		colorScheme: 'light',
		locale: 'en-US',
	});
	context.setDefaultTimeout(ACTION_LIMIT_MS);
	const [name, value] = String(builder.http.defaults.headers.common.Cookie).split('=');
	await context.addCookies([{ name, value, url, httpOnly: true }]);
	return context;
}

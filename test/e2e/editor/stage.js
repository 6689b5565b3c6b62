const { startSimulator } = require('../../kore-simulator');
const { ensureN8n } = require('../n8n-host/cache');
const { startN8n } = require('../n8n-host/instance');
const { packPackage } = require('../n8n-host/pack');
const { N8nRest } = require('../n8n-host/rest');
const { launchBrowser } = require('./browser');

// A machine with two busy cores is slow, but a builder's click that has no effect in this time has none.
const ACTION_LIMIT_MS = 20_000;

/**
 * @typedef {object} Stage
 * @property {import('playwright-core').Browser} browser
 * @property {import('playwright-core').BrowserContext} context signed in
 * @property {import('../../kore-simulator').Simulator} simulator
 * @property {import('../n8n-host/n8n-instance').N8nInstance} instance
 */

/**
 * A Kore simulator, an n8n with nothing but the package, and a browser that is signed in to it.
 * @returns {Promise<Stage>}
 */
async function setTheStage() {
	const [installed, tarball] = await Promise.all([ensureN8n(), packPackage()]);
	/** @type {Partial<Stage>} */
	const set = {};
	try {
		const browser = (set.browser = await launchBrowser());
		const simulator = (set.simulator = await startSimulator({ requestsPerMinute: Infinity }));
		const instance = (set.instance = await startN8n({ installed, tarball }));
		const context = await signIn(browser, instance.url);
		return { browser, simulator, instance, context };
	} catch (error) {
		await clearTheStage(set);
		throw error;
	}
}

/**
 * @param {import('playwright-core').Browser} browser
 * @param {string} url
 */
async function signIn(browser, url) {
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

/** @param {Partial<Stage>} [stage] as far as it could be set */
async function clearTheStage({ browser, instance, simulator } = {}) {
	await browser?.close();
	await Promise.all([instance?.stop(), simulator?.stop()]);
}

module.exports = { setTheStage, clearTheStage };

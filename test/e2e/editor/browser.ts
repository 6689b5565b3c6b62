import fs from 'node:fs';

import { chromium, selectors, type Browser } from 'playwright-core';

const CHROMIUM = process.env.KORE_CHROMIUM ?? '/usr/bin/chromium';

const ARGS = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
	// n8n's editor needs nothing from the internet, and must not wait for it.
	'--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
];

export async function launchBrowser(): Promise<Browser> {
	if (!fs.existsSync(CHROMIUM)) {
		throw new Error(
			`There is no Chromium at ${CHROMIUM}. Install Debian's package "chromium" (apt-get install chromium), or set KORE_CHROMIUM to the path of another one.`,
		);
	}
	selectors.setTestIdAttribute('data-test-id');
	return await chromium.launch({ executablePath: CHROMIUM, args: ARGS });
}

import path from 'node:path';

// Everything else is kept out: settings of another n8n, a proxy between n8n and the simulator, Node options.
const INHERITED =
	/^(PATH|HOME|USER|LOGNAME|SHELL|LANG|LC_\w+|TZ|TMPDIR|TMP|TEMP|USERPROFILE|APPDATA|LOCALAPPDATA|SYSTEMROOT|SYSTEMDRIVE|WINDIR|COMSPEC|PATHEXT)$/i;

/**
 * What n8n is started with: loopback only, and nothing that calls out to the internet.
 *
 * @param node that n8n runs on
 * @param own what only this n8n has, or has in place of these
 */
export function n8nEnvironment(node: string, port: number, own: NodeJS.ProcessEnv) {
	const inherited = Object.entries(process.env).filter(([name]) => INHERITED.test(name));
	const pathName = inherited.find(([name]) => name.toUpperCase() === 'PATH')?.[0] ?? 'PATH';
	const url = `http://127.0.0.1:${port}/`;
	return {
		...Object.fromEntries(inherited),
		// n8n starts its task runner as `node`, which must be the one n8n runs on.
		[pathName]: [path.dirname(node), process.env[pathName]].join(path.delimiter),
		N8N_PORT: String(port),
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		// A worker of queue mode reads these in place of the two above, and answers only if it is told to.
		QUEUE_HEALTH_CHECK_ACTIVE: 'true',
		QUEUE_HEALTH_CHECK_PORT: String(port),
		N8N_WORKER_SERVER_ADDRESS: '127.0.0.1',
		N8N_EDITOR_BASE_URL: url,
		// Two names, as the first is deprecated and older versions know only that one.
		WEBHOOK_URL: url,
		N8N_WEBHOOK_URL: url,
		N8N_SECURE_COOKIE: 'false',
		N8N_DIAGNOSTICS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_WHATS_NEW_ENABLED: 'false',
		N8N_DYNAMIC_BANNERS_ENABLED: 'false',
		N8N_HIRING_BANNER_ENABLED: 'false',
		N8N_TEMPLATES_ENABLED: 'false',
		N8N_PERSONALIZATION_ENABLED: 'false',
		N8N_LICENSE_AUTO_RENEW_ENABLED: 'false',
		N8N_VERIFIED_PACKAGES_ENABLED: 'false',
		N8N_UNVERIFIED_PACKAGES_ENABLED: 'true',
		// Fetches a list of MCP servers from api.n8n.io at every start.
		N8N_DISABLED_MODULES: 'mcp-registry',
		// Without a registry the list of community nodes would wait for npm's retries, for over a minute.
		npm_config_fetch_retries: '0',
		...own,
	};
}

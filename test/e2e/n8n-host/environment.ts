import path from 'node:path';

// Everything else is kept out: settings of another n8n, a proxy between n8n and the simulator, Node options.
const INHERITED =
	/^(PATH|HOME|USER|LOGNAME|SHELL|LANG|LC_\w+|TZ|TMPDIR|TMP|TEMP|USERPROFILE|APPDATA|LOCALAPPDATA|SYSTEMROOT|SYSTEMDRIVE|WINDIR|COMSPEC|PATHEXT)$/i;

export interface Settings {
	node: string;
	userFolder: string;
	encryptionKey: string;
	port: number;
	brokerPort: number;
	extra?: Record<string, string>;
}

/**
 * What n8n is started with: its own database, loopback only, and nothing that calls out to the internet.
 */
export function n8nEnvironment({
	node,
	userFolder,
	encryptionKey,
	port,
	brokerPort,
	extra = {},
}: Settings): Record<string, string> {
	const env: Record<string, string> = {};
	for (const [name, value] of Object.entries(process.env)) {
		if (value !== undefined && INHERITED.test(name)) env[name] = value;
	}
	const pathName = Object.keys(env).find((name) => name.toUpperCase() === 'PATH') ?? 'PATH';
	// n8n starts its task runner as `node`, which must be the one n8n runs on.
	env[pathName] = [path.dirname(node), env[pathName]].filter(Boolean).join(path.delimiter);
	const url = `http://127.0.0.1:${port}/`;
	return {
		...env,
		N8N_USER_FOLDER: userFolder,
		N8N_ENCRYPTION_KEY: encryptionKey,
		N8N_PORT: String(port),
		N8N_RUNNERS_BROKER_PORT: String(brokerPort),
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
		...extra,
	};
}

const os = require('node:os');
const path = require('node:path');

const PRODUCT = 'n8n-nodes-kore-agentassist';

/**
 * Where installed n8n versions are kept: outside the checkout, so that a fresh clone finds them again.
 * @param {Record<string, string | undefined>} [env]
 * @returns {string}
 */
function cacheFolder(env = process.env) {
	if (env.KORE_N8N_CACHE) return path.resolve(env.KORE_N8N_CACHE);
	return path.join(env.XDG_CACHE_HOME || userCache(env), PRODUCT);
}

/** @param {Record<string, string | undefined>} env */
function userCache(env) {
	if (process.platform === 'win32' && env.LOCALAPPDATA) return env.LOCALAPPDATA;
	if (process.platform === 'darwin') return path.join(os.homedir(), 'Library/Caches');
	return path.join(os.homedir(), '.cache');
}

module.exports = { cacheFolder };

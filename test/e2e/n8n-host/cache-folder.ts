import os from 'node:os';
import path from 'node:path';

const PRODUCT = 'n8n-nodes-kore-agentassist';

/**
 * Where installed n8n versions are kept: outside the checkout, so that a fresh clone finds them again.
 */
export function cacheFolder(env: Record<string, string | undefined> = process.env): string {
	if (env.KORE_N8N_CACHE) return path.resolve(env.KORE_N8N_CACHE);
	return path.join(env.XDG_CACHE_HOME || userCache(env), PRODUCT);
}

function userCache(env: Record<string, string | undefined>) {
	if (process.platform === 'win32' && env.LOCALAPPDATA) return env.LOCALAPPDATA;
	if (process.platform === 'darwin') return path.join(os.homedir(), 'Library/Caches');
	return path.join(os.homedir(), '.cache');
}

import { lastLines } from './started';
import { Trouble } from './trouble';

/** What can go wrong, by the lines that say so; the first rule that finds one has the cause. */
const RULES: { lines: RegExp; what: string; remedy: string }[] = [
	{
		lines:
			/^npm (error|ERR!).*(EAI_AGAIN|ENOTFOUND|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|TIMEOUT|connect EACCES|(self.signed|issuer) cert|_CERT\b)/,
		what: 'The npm registry could not be reached',
		remedy: "Check the network and npm's proxy and registry settings (npm config list).",
	},
	{
		lines: /ENOSPC|No space left on device/,
		what: 'The disk is full',
		remedy: 'Free about 4 GB, or set KORE_N8N_CACHE to a folder on another disk.',
	},
	{
		lines: /EACCES|EPERM|EROFS|Permission denied/i,
		what: 'npm may not write there',
		remedy:
			'Set KORE_N8N_CACHE to a folder of your own; so must be the one of npm config get cache.',
	},
	{
		lines: /^npm (error|ERR!) (code E)?40[13]\b/,
		what: 'The npm registry refused the request',
		remedy: 'Log in to the registry that npm is set to (npm config get registry).',
	},
	{
		lines: /^npm (error|ERR!) (code )?(E?404|ETARGET|notarget)\b/,
		what: 'The npm registry does not have one of the packages',
		remedy: 'If npm is set to a mirror (npm config get registry), let it fetch the package.',
	},
	{
		// The download comes before the build, which is tried only because it failed; the build has one of its own.
		lines: /^prebuild-install warn install (?!No prebuilt)|^gyp ERR!.*network connectivity/i,
		what: 'The database driver sqlite3 could not be downloaded',
		remedy:
			'Check the network: it comes from github.com. Where it cannot, install Python 3, make, a C++ compiler and the headers of Node (npm config set nodedir), with which npm builds it.',
	},
	{
		lines: /^gyp ERR! (stack|find)|^make: .*(not found|No such file)/,
		what: 'The database driver sqlite3 could not be built',
		remedy: 'Install Python 3, make and a C++ compiler.',
	},
];

const FAILURE = /^(npm (error|ERR!)|gyp ERR!|prebuild-install warn|make:)|No space left/;
/** Names what may contain any word. */
const NAMES = /^npm (error|ERR!) (path|dest|command) /;
/** Says less than the line that comes with it. */
const BARE = /^npm (error|ERR!) (code|errno|syscall) /;

/** @param log of the npm command that failed, with all that its scripts have said */
export function installTrouble(log: string): Trouble {
	const failures = log.split('\n').filter((line) => FAILURE.test(line) && !NAMES.test(line));
	for (const { lines, what, remedy } of RULES) {
		const found = failures.filter((line) => lines.test(line));
		const line = found.find((one) => !BARE.test(one)) ?? found[0];
		if (line) return new Trouble(`${what}: ${line}`, remedy);
	}
	return new Trouble(`npm failed:\n${lastLines(failures.join('\n') || log)}`, 'Read the log.');
}

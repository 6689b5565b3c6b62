import type { KoreCredential } from '../../dist/nodes/shared/credential/credential';
import { hasTokenParameter, type AssignTarget } from '../../dist/nodes/shared/callback/token';
import { Trouble } from '../e2e/n8n-host/trouble';
import { readArguments } from '../measure/arguments';
import { readCredentialFile } from './credentialFile';

export const USAGE = `Asks a live Kore what nobody could ask yet, and writes a report without IDs, names, tokens or hosts.

usage: npm run live -- --credential file.json [--out live-report.md]
         [--session ID (--agent ID | --queue ID)]          one assign; it asks before that
         [--refused]                                       an assign of what does not exist; it asks before that
         [--callback-port 8009] [--callback-url https://…] where callbacks come in; your tunnel's address, or your trigger's
         [--wait 60]                                       seconds to listen for callbacks
         [--probe-limit 80]                                calls of one list until Kore refuses; it asks before that

See docs/live-check.md.`;

export const DEFAULTS = {
	credential: '',
	out: 'live-report.md',
	session: '',
	agent: '',
	queue: '',
	refused: false,
	'callback-port': '',
	'callback-url': '',
	wait: 60,
	'probe-limit': 0,
	// For tests: a simulated Kore has another limit.
	'calls-per-minute': 60,
	'window-seconds': 61,
	'timeout-seconds': 30,
};

export type Options = typeof DEFAULTS;

/** Kore would count more against the account for a whole minute and longer. */
const MOST_PROBES = 120;

export interface Task {
	options: Options;
	credential: KoreCredential;
	/** Undefined if no assign was asked for */
	assign: { session: string; target: AssignTarget } | undefined;
}

/** Reads the command line and the credential's file. Throws, with what to do, if something does not fit. */
export async function readTask(): Promise<Task> {
	const options = readArguments(USAGE, DEFAULTS);
	const { session, agent, queue } = options;
	if (Boolean(agent) && Boolean(queue))
		throw new Trouble('--agent and --queue exclude each other', USAGE);
	if (Boolean(session) !== Boolean(agent || queue)) {
		throw new Trouble('An assign needs --session, and --agent or --queue', USAGE);
	}
	if (options['probe-limit'] > MOST_PROBES) {
		throw new Trouble(`--probe-limit takes ${MOST_PROBES} at most`, USAGE);
	}
	checkCallback(options['callback-port'], options['callback-url']);
	const target: AssignTarget = agent
		? { assignTo: 'agent', id: agent }
		: { assignTo: 'queue', id: queue };
	if (!options.credential) throw new Trouble('--credential is missing', USAGE);
	const credential = await readCredentialFile(options.credential);
	return { options, credential, assign: session ? { session, target } : undefined };
}

function checkCallback(port: string, url: string): void {
	if (port && !(/^\d+$/.test(port) && Number(port) < 65_536)) {
		throw new Trouble('--callback-port takes the number of a port', USAGE);
	}
	if (!url) return;
	if (!URL.canParse(url) || !/^https?:/i.test(url)) {
		throw new Trouble(
			'--callback-url takes an address that begins with https:// or http://',
			USAGE,
		);
	}
	if (hasTokenParameter(url)) {
		throw new Trouble("--callback-url must not have a query parameter 'token' of its own", USAGE);
	}
}

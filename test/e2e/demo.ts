import { parseArgs } from 'node:util';

import { judge } from './demo/judge';
import { perform } from './demo/perform';
import { setTheStage, openTheStage } from './demo/stage';
import { say, step } from './demo/steps';
import { describe } from './demo/table';
import { ensureN8n } from './n8n-host/cache';
import { cacheFolder } from './n8n-host/cache-folder';
import { endAllGuards } from './n8n-host/guarded';
import { packPackage } from './n8n-host/pack';
import { Trouble, asTrouble } from './n8n-host/trouble';
import type { Progress } from './n8n-host/cache';
import type { Stage } from './demo/stage';

const HELP = `The Kore AgentAssist nodes in a real n8n, against a simulated Kore.

  npm run demo   assigns one conversation to an agent and one to a queue, and shows what came of it
  npm start      the same, and then n8n stays there for you to play with (--stay)

The first run gets n8n: about 5 minutes, and 3 GB in
  ${cacheFolder()}
(set KORE_N8N_CACHE for another folder).`;

let stopping = false;

/** @returns exit code */
async function demo(stay: boolean): Promise<number> {
	say('Kore AgentAssist nodes: demo in a real n8n\n');
	const installed = await step('n8n is installed', async (show) => {
		let announced = false;
		const onProgress = (progress: Progress) => {
			if (!announced) say(`  Getting n8n, once: 5 minutes, 3 GB in ${cacheFolder()}`);
			announced = true;
			show(progress);
		};
		return await ensureN8n({ onProgress });
	});
	const stage = await step('n8n and the Kore simulator run', async (onProgress) => {
		onProgress({ stage: 'packing the package' });
		return await setTheStage({ installed, tarball: await packPackage(), onProgress });
	});
	const { simulator, instance, triggerUrl } = stage;
	try {
		const { rest, owner } = await openTheStage(stage);
		const performance = await step(
			'Both workflows have run',
			async () => await perform(stage, rest),
		);
		const troubles = judge(performance, { world: simulator.world, triggerUrl });
		say(`\n${describe(performance.transfers)}\n`);
		if (troubles.length === 0)
			say('As expected: both requests were accepted, and both results came back.');
		for (const trouble of troubles) say(`Not as expected. ${trouble}`);
		if (troubles.length > 0) say(`n8n's log: ${await instance.keepLog()}`);
		if (stay) await stayOpen(stage, owner);
		return troubles.length > 0 ? 1 : 0;
	} catch (error) {
		if (!stopping) say(`\nn8n's log: ${await instance.keepLog()}`);
		throw error;
	} finally {
		await Promise.all([instance.stop(), simulator.stop()]);
	}
}

async function stayOpen(
	{ simulator, instance, workflows }: Stage,
	{ email, password }: { email: string; password: string },
) {
	const { editorUrl } = instance;
	say(`
Your turn

  n8n         ${editorUrl}
  Email       ${email}
  Password    ${password}

  Assign      ${editorUrl}workflow/${workflows.assign.id} (click "Execute workflow")
  Results     ${editorUrl}workflow/${workflows.result.id}/executions
  Simulator   ${simulator.url}

Press Ctrl-C to stop; everything is thrown away then.`);
	await instance.ended();
	throw new Trouble(
		'n8n has ended by itself.',
		'Look for the reason in its log, and run it again.',
	);
}

async function stop(signal: NodeJS.Signals) {
	// npm passes on the Ctrl-C that the terminal has sent to everybody already.
	if (stopping) return;
	stopping = true;
	say('\nStopping ...');
	await endAllGuards();
	say('Stopped; nothing is left running.');
	process.exit(signal === 'SIGINT' ? 130 : 143);
}

/** A signal for npm ends its shell, but does not get through to what the shell runs. */
function stopWithNpm() {
	if (!process.env.npm_lifecycle_event) return;
	const parent = process.ppid;
	setInterval(() => process.ppid !== parent && stop('SIGTERM'), 500).unref();
}

async function main() {
	const { values } = parseArgs({
		options: { stay: { type: 'boolean', default: false }, help: { type: 'boolean', short: 'h' } },
	});
	if (values.help) {
		say(HELP);
		return;
	}
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop);
	stopWithNpm();
	// Nobody reads any longer, as after "| head".
	process.stdout.on('error', () => process.exit(1));
	process.exitCode = await demo(Boolean(values.stay));
}

main().catch(async (failure) => {
	// What fails now fails because everything is being stopped.
	if (stopping) return;
	process.exitCode = 1;
	process.stderr.write(`\n${explain(asTrouble(failure))}\n`);
	await endAllGuards();
});

function explain(error: any) {
	if (error instanceof Trouble) return `${error.message}\n${error.remedy}`;
	if (String(error?.code).startsWith('ERR_PARSE_ARGS')) return `${error.message}\n\n${HELP}`;
	return error?.stack ?? error;
}

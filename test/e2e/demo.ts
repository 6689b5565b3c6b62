import { parseArgs } from 'node:util';

import { addExamples } from './demo/examples';
import { judge } from './demo/judge';
import { perform } from './demo/perform';
import { rehearsal } from './demo/rehearsal';
import { setTheStage, type DemoStage } from './demo/stage';
import { say, step } from './demo/steps';
import { describe } from './demo/table';
import { cacheFolder, ensureN8n, isInstalled } from './n8n-host/cache';
import { endAllGuards } from './n8n-host/guarded';
import { Trouble } from './n8n-host/trouble';

const HELP = `The Kore AgentAssist nodes in a real n8n, against a simulated Kore.

  npm run demo   assigns one conversation to an agent and one to a queue, and shows what came of it
  npm start      the same, and then n8n stays there for you to play with (--stay)

The first run gets n8n: about 5 minutes, and 3 GB in
  ${cacheFolder()}
(set KORE_N8N_CACHE for another folder).`;

let stopping = false;

/** @returns exit code */
async function demo(stay: boolean): Promise<number> {
	const getting = (await isInstalled()) ? 'it is there already' : 'about 5 minutes and 3 GB, once';
	say(`Kore AgentAssist nodes, with a simulated Kore. What comes:

  1. two transfers through n8n's engine       some seconds
  2. a whole n8n                              ${getting}
  3. the same transfers in it, as a user has  about a minute
`);
	const shown = await step("1. n8n's engine has run them", rehearsal);
	say(`\n${shown}\n`);
	await step('2. n8n is installed', ensureN8n);
	const demoStage = await step('3. n8n and the Kore simulator run', setTheStage);
	const { stage, triggerUrl } = demoStage;
	try {
		const performance = await step(
			'   Both workflows have run',
			async () => await perform(demoStage),
		);
		const troubles = judge(performance, { world: stage.simulator.world, triggerUrl });
		say(`\n${describe(performance.transfers)}\n`);
		if (troubles.length === 0)
			say('As expected: both requests were accepted, and both results came back.');
		for (const trouble of troubles) say(`Not as expected. ${trouble}`);
		if (troubles.length > 0) say(`n8n's log: ${await stage.instance.keepLog()}`);
		if (stay) await stayOpen(demoStage);
		return troubles.length > 0 ? 1 : 0;
	} catch (error) {
		if (!stopping) say(`\nn8n's log: ${await stage.instance.keepLog()}`);
		throw error;
	} finally {
		await stage.close();
	}
}

async function stayOpen(demoStage: DemoStage) {
	const { stage, assign, result } = demoStage;
	const { builder, instance, simulator } = stage;
	const examples = await addExamples(demoStage);
	const listed = examples.added.map(({ name, url }) => `  ${name}\n    ${url}`);
	say(`
Your turn

  n8n         ${instance.url}
  Email       ${builder.owner.email}
  Password    ${builder.owner.password}

  Assign      ${instance.url}workflow/${assign.id} (click "Execute workflow")
  Results     ${instance.url}workflow/${result.id}/executions
  Simulator   ${simulator.url}

Examples, with a CRM, a ticket system and a chat that answer (the AI agent wants a credential of a chat model)

${listed.join('\n')}

Press Ctrl-C to stop; everything is thrown away then.`);
	await instance.ended();
	await examples.stop();
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
	setInterval(() => process.ppid !== parent && void stop('SIGTERM'), 500).unref();
}

async function main() {
	const { values } = parseArgs({
		options: { stay: { type: 'boolean', default: false }, help: { type: 'boolean', short: 'h' } },
	});
	if (values.help) {
		say(HELP);
		return;
	}
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
		process.on(signal, (name: NodeJS.Signals) => void stop(name));
	}
	stopWithNpm();
	// Nobody reads any longer, as after "| head".
	process.stdout.on('error', () => process.exit(1));
	process.exitCode = await demo(values.stay);
}

main().catch(async (failure: unknown) => {
	// What fails now fails because everything is being stopped.
	if (stopping) return;
	process.exitCode = 1;
	process.stderr.write(`\n${explain(failure)}\n`);
	await endAllGuards();
});

function explain(error: unknown) {
	if (error instanceof Trouble) return `${error.message}\n${error.remedy}`;
	if (!(error instanceof Error)) return String(error);
	// A folder that may not be written, a full disk, a wrong option: the message says all.
	if ('code' in error) return `${error.message}\n\n${HELP}`;
	return error.stack;
}

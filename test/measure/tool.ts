import { endAllGuards } from '../e2e/n8n-host/guarded';
import { Trouble } from '../e2e/n8n-host/trouble';

export const say = (text: string) => process.stdout.write(`${text}\n`);

/**
 * Runs a command-line tool that starts n8n and other processes under guard. An error is printed, with its stack if its
 * reader cannot do something about it, and makes the exit code 1. SIGINT and SIGTERM end the tool with 1. Whatever
 * happens, nothing that was started runs on.
 */
export function runTool(main: () => Promise<void>) {
	let stopping = false;
	const stop = async () => {
		stopping = true;
		await endAllGuards();
		process.exit(1);
	};
	const report = (error: unknown) => {
		// What fails now fails because everything is being stopped.
		if (stopping) return;
		process.exitCode = 1;
		process.stderr.write(`${explain(error)}\n`);
	};
	for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => void stop());
	void main().catch(report).finally(endAllGuards);
}

function explain(error: unknown) {
	if (error instanceof Trouble) return `${error.message}\n${error.remedy}`;
	return error instanceof Error ? error.stack : String(error);
}

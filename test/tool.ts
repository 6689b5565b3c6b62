import { endAllGuards } from './e2e/n8n-host/guarded';

/**
 * Runs a command-line tool that starts n8n and other processes under guard. An error is printed with its stack and makes
 * the exit code 1. SIGINT and SIGTERM end the tool with 1. Whatever happens, nothing that was started runs on.
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
		process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
	};
	for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => void stop());
	void main().catch(report).finally(endAllGuards);
}

/** Measures the package in a real n8n; what and how: docs/bench/README.md. */
import { runTool, say } from '../tool';
import { readOptions } from './options';
import { keep } from './report/store';
import { measureMemory, measureSending } from './sending/sending';
import { measureTrigger } from './trigger/trigger';

async function main() {
	const options = readOptions();
	const store = options.write ? keep : () => {};
	if (options.parts.includes('sending')) await measureSending(options, say, store);
	if (options.parts.includes('memory')) await measureMemory(options, say, store);
	if (options.parts.includes('trigger')) await measureTrigger(options, say, store);
}

runTool(main);

import type { Progress } from './cache';

const TICK_MS = 250;
const LOG_EVERY_MS = 15_000;
const FRAMES = ['|', '/', '-', '\\'];

/**
 * Shows one running job: on a terminal a line that is rewritten, in a log file a line when the stage changes and
 * every 15 s.
 */
export function progressDisplay(stream: NodeJS.WriteStream = process.stdout) {
	const started = Date.now();
	const tty = stream.isTTY;
	let text = '';
	let stage = '';
	let lastLogged = 0;
	let frame = 0;

	const elapsed = () => {
		const seconds = Math.floor((Date.now() - started) / 1000);
		return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
	};
	const redraw = () => {
		if (!text) return;
		const line = `  ${FRAMES[frame++ % FRAMES.length]} ${elapsed()}  ${text}`;
		stream.write(`\r\u001b[2K${line.slice(0, (stream.columns || 80) - 1)}`);
	};
	const ticker = tty ? setInterval(redraw, TICK_MS) : undefined;
	ticker?.unref();

	return {
		update(progress: Progress) {
			text = progress.detail ? `${progress.stage}: ${progress.detail}` : progress.stage;
			if (tty) return;
			if (progress.stage === stage && Date.now() - lastLogged < LOG_EVERY_MS) return;
			stage = progress.stage;
			lastLogged = Date.now();
			stream.write(`  ${elapsed()}  ${text}\n`);
		},
		/** Takes the line away, so that others can write. */
		end() {
			clearInterval(ticker);
			if (tty && text) stream.write('\r\u001b[2K');
			text = '';
		},
	};
}

import net from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Callback } from './callback';

/** Whoever has no answer by then never gets one. */
const LIMIT_MS = 30_000;

interface Answer {
	/** Undefined if the connection was closed without one. */
	status: number | undefined;
	/** All that came. */
	text: string;
	/** Neither answered nor closed. */
	hung: boolean;
}

/**
 * Posts over a connection of its own, byte by byte as the callback says: no HTTP client sends such things.
 *
 * @param url its query goes out as it is written
 * @param pauseMs between the pieces of the body
 * @param limitMs after which it counts as hung
 */
export async function send(
	url: string,
	{ body, way }: Callback,
	pauseMs: number,
	limitMs: number = LIMIT_MS,
): Promise<Answer> {
	const [, host, port, target] = /^http:\/\/([^/:]+):(\d+)(\/.*)$/s.exec(url) as RegExpExecArray;
	const bytes = body.bytes();
	const head = [
		`POST ${target} HTTP/1.1`,
		`Host: ${host}:${port}`,
		'Connection: close',
		...(body.contentType ? [`Content-Type: ${body.contentType}`] : []),
		...Object.entries(body.headers ?? {}).map(([name, value]) => `${name}: ${value}`),
		way.headers
			.replaceAll('{length}', String(bytes.length))
			.replaceAll('{more}', String(bytes.length + 9)),
	];
	const socket = net.connect({ host, port: Number(port), allowHalfOpen: true });
	let text = '';
	socket.setEncoding('latin1').on('data', (data: string) => (text += data));
	/** Whether it hung. */
	const over: Promise<boolean> = new Promise((resolve) => {
		const timer = setTimeout(() => resolve(true), limitMs);
		const done = () => {
			clearTimeout(timer);
			resolve(false);
		};
		// The server may close while we still write: that is an answer, too.
		socket.once('end', done).once('close', done).on('error', done);
	});
	socket.write(`${head.join('\r\n')}\r\n\r\n`);
	const [first, ...later] = way.pieces(bytes);
	socket.write(first);
	for (const piece of later) {
		await sleep(pauseMs);
		socket.write(piece);
	}
	if (way.then === 'break') socket.destroy();
	if (way.then === 'end') socket.end();
	const hung = await over;
	socket.destroy();
	const status = /^HTTP\/1\.1 (\d{3})/.exec(text)?.[1];
	return { status: status ? Number(status) : undefined, text, hung };
}

import { serve } from '../../child/serve';
import type { Profile } from '../report/profile';

/** What is used of the browser's WebSocket, for which @types/node has no type. */
interface InspectorSocket {
	addEventListener(event: 'open' | 'error', listener: () => void): void;
	addEventListener(event: 'message', listener: (message: { data: string }) => void): void;
	removeEventListener(event: 'message', listener: (message: { data: string }) => void): void;
	send(text: string): void;
	close(): void;
}

/** An answer of the inspector. */
interface Answer {
	id: number;
	result: unknown;
	error?: { message: string };
}

const INTERVAL_US = 500;

// In a process of its own because Node 20, which may run the bench, has none.
const { WebSocket } = globalThis as unknown as {
	WebSocket: new (url: string) => InspectorSocket;
};

let socket: InspectorSocket;
let nextId = 1;

const call = async (method: string, params: object = {}) =>
	await new Promise((resolve, reject) => {
		const id = nextId++;
		const listen = ({ data }: { data: string }) => {
			const message = JSON.parse(data) as Answer;
			if (message.id !== id) return;
			socket.removeEventListener('message', listen);
			if (message.error) reject(new Error(message.error.message));
			else resolve(message.result);
		};
		socket.addEventListener('message', listen);
		socket.send(JSON.stringify({ id, method, params }));
	});

const answers = {
	/** @param url of the inspector of a Node */
	async start(url: string) {
		socket = new WebSocket(url);
		await new Promise<void>((resolve, reject) => {
			socket.addEventListener('open', resolve);
			socket.addEventListener('error', () => reject(new Error(`Nobody answers at ${url}`)));
		});
		await call('Profiler.enable');
		await call('Profiler.setSamplingInterval', { interval: INTERVAL_US });
		await call('Profiler.start');
	},
	async stop() {
		const { profile } = (await call('Profiler.stop')) as { profile: Profile };
		socket.close();
		return profile;
	},
};

export type Profiler = typeof answers;

serve(answers);

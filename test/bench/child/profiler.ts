import { serve } from './serve';

const INTERVAL_US = 500;

let socket: any;
let nextId = 1;

const call = async (method: string, params: object = {}): Promise<any> =>
	await new Promise((resolve, reject) => {
		const id = nextId++;
		const listen = ({ data }: any) => {
			const message = JSON.parse(data);
			if (message.id !== id) return;
			socket.removeEventListener('message', listen);
			if (message.error) reject(new Error(message.error.message));
			else resolve(message.result);
		};
		socket.addEventListener('message', listen);
		socket.send(JSON.stringify({ id, method, params }));
	});

// In a process of its own because Node 20, which may run the bench, has no WebSocket.
serve({
	/** @param url of the inspector of a Node */
	async start(url: string) {
		socket = new (globalThis as any).WebSocket(url);
		await new Promise((resolve, reject) => {
			socket.addEventListener('open', resolve);
			socket.addEventListener('error', reject);
		});
		await call('Profiler.enable');
		await call('Profiler.setSamplingInterval', { interval: INTERVAL_US });
		await call('Profiler.start');
	},
	async stop() {
		const { profile } = await call('Profiler.stop');
		socket.close();
		return profile;
	},
});

const { serve } = require('./serve');

const INTERVAL_US = 500;

/** @type {any} */
let socket;
let nextId = 1;

/** @param {string} method @param {object} [params] @returns {Promise<any>} */
const call = async (method, params = {}) =>
	await new Promise((resolve, reject) => {
		const id = nextId++;
		/** @param {any} event */
		const listen = ({ data }) => {
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
	/** @param {string} url of the inspector of a Node */
	async start(url) {
		socket = new /** @type {any} */ (globalThis).WebSocket(url);
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

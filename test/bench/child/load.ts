import http from 'node:http';
import axios from 'axios';

import { serve } from './serve';

const answers = {
	/**
	 * Posts the same body to each address, so many at a time over connections that stay open.
	 *
	 * @returns how long it took, and how many answers there were by their status
	 */
	async post({ urls, body, connections }: { urls: string[]; body: object; connections: number }) {
		const httpAgent = new http.Agent({ keepAlive: true, maxSockets: connections });
		const client = axios.create({ httpAgent, proxy: false, validateStatus: () => true });
		const counts: Record<string, number> = {};
		let next = 0;
		const began = performance.now();
		const work = async () => {
			while (next < urls.length) {
				const { status } = await client.post(urls[next++], body);
				counts[status] = (counts[status] ?? 0) + 1;
			}
		};
		await Promise.all(Array.from({ length: connections }, work));
		const ms = performance.now() - began;
		httpAgent.destroy();
		return { ms, answers: counts };
	},
};

export type Load = typeof answers;

serve(answers);

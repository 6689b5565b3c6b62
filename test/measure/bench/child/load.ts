import http from 'node:http';
import axios from 'axios';

import { atATime } from '../../parallel';
import { serve } from '../../child/serve';

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
		const began = performance.now();
		await atATime(connections, urls, async (url) => {
			const { status } = await client.post(url, body);
			counts[status] = (counts[status] ?? 0) + 1;
		});
		const ms = performance.now() - began;
		httpAgent.destroy();
		return { ms, answers: counts };
	},
};

export type Load = typeof answers;

serve(answers);

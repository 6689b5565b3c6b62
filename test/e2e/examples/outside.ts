import express from 'express';

import { serve } from '../../engine/harness/serve';

/** What an HTTP Request node has posted. */
interface Posted {
	path: string;
	body: Record<string, unknown>;
}

/** The services beside Kore that the examples speak to: a CRM, a ticket system and a chat, all at one address. */
export async function startOutside() {
	const posted: Posted[] = [];
	const customers: Record<string, object> = {};
	const app = express();
	app.get('/api/customers/:id', ({ params: { id } }, response) => {
		if (customers[id]) response.json(customers[id]);
		else response.status(404).json({ message: 'No such customer' });
	});
	app.post('/*path', express.json(), ({ path, body }, response) => {
		posted.push({ path, body: body as Record<string, unknown> });
		response.json({});
	});
	const { url, stop } = await serve(app);
	return {
		url,
		stop,
		posted,
		/** Those of the CRM, by their IDs. */
		customers,
		reset: () => {
			posted.length = 0;
			for (const id of Object.keys(customers)) delete customers[id];
		},
	};
}

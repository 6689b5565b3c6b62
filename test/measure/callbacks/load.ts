// A process of its own: making a megabyte must not delay the questions to /healthz.

import { serve } from '../child/serve';
import { leaks } from '../../hostile/secrets';
import { send } from '../../hostile/send';
import { atATime } from '../parallel';
import { plan, type Order } from './plan';
import type { Callback } from '../../hostile/callback';

export interface Sent {
	kind: string;
	answer: number | 'dropped' | 'hung';
	/** Its kind, its headers and the way it went, if n8n neither answered nor closed, or failed */
	body?: string;
	leaked: string[];
}

const PAUSE_MS = 400;
/** A busy n8n may take some seconds for one that starts an execution; who gives up too early cannot count it. */
const LIMIT_MS = 20_000;

async function attack(order: Order): Promise<Sent[]> {
	const sent: Sent[] = [];
	await atATime(order.connections, plan(order), async ({ kind, url, callback }) => {
		const { status, text, hung } = await send(url, callback, PAUSE_MS, LIMIT_MS);
		sent.push({
			kind,
			answer: hung ? 'hung' : (status ?? 'dropped'),
			...((hung || Number(status) >= 500) && { body: aboutBody(callback) }),
			leaked: leaks(text, order.secrets),
		});
	});
	return sent;
}

const aboutBody = ({ bodyKind, body: { contentType, headers }, way }: Callback) =>
	`${bodyKind}, ${way.kind}, Content-Type: ${contentType}, ${JSON.stringify(headers ?? {}).slice(0, 60)}`;

const answers = { attack };

export type CallbackLoad = typeof answers;

serve(answers);

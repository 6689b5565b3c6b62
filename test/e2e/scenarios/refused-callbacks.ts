import fs from 'node:fs/promises';

import jwt, { type JwtPayload } from 'jsonwebtoken';

import { credentialFor, NO_CALLBACK, toAgent } from '../../engine/harness/setup';
import { assignBody } from '../../kore-simulator/assignBody';
import { assign, start, trigger, type Credential } from '../stage/nodes';
import { agent, session } from '../stage/people';
import { post } from '../stage/post';
import { workflow } from '../stage/workflow';
import type { Stage } from '../stage/stage';

// It is the key of the callback's signature itself, so a test can make an old token with it.
const CALLBACK_SECRET = 'callback-secret-for-tests';

const BODY = { status: 'transferred' };

export function refusedCallbackScenarios(stage: () => Stage) {
	describe('a callback', () => {
		let workflowId: string;
		/** The address that Kore was told, with its token */
		let genuine: string;
		/** The same for a request with another credential */
		let foreign: string;
		/** The token that Kore itself was sent */
		let requestToken: string;

		async function assignWith(credential: Credential, callbackUrl: string) {
			const { simulator } = stage();
			simulator.setBehavior(NO_CALLBACK);
			await stage().run(
				workflow('Sender', [start(), assign(credential, toAgent(agent(1), { callbackUrl }))]),
			);
			const [request] = simulator.requests().slice(-1);
			requestToken = String(request.headers.auth);
			return assignBody(request).callbackUrl;
		}

		beforeAll(async () => {
			const data = credentialFor(stage().simulator);
			const credential = await stage().saveCredential({ ...data, callbackSecret: CALLBACK_SECRET });
			const other = await stage().saveCredential(data);
			const node = trigger(credential);
			workflowId = await stage().publish(workflow('Receiver', [node]));
			genuine = await assignWith(credential, stage().urlOf(node));
			foreign = await assignWith(other, stage().urlOf(node));
		});

		const parts = () => {
			const [url, token] = genuine.split('token=');
			const [header, , signature] = token.split('.');
			return { url, token, header, signature, claims: jwt.decode(token) as JwtPayload };
		};
		const signed = (changes: object, key: string = CALLBACK_SECRET) => {
			const { url, claims } = parts();
			return `${url}token=${jwt.sign({ ...claims, ...changes }, key)}`;
		};

		const FORGERIES: Array<[string, () => string]> = [
			['is not signed', () => parts().url.replace(/[?&]$/, '')],
			['has an empty token', () => `${parts().url}token=`],
			['has a token that is none', () => `${parts().url}token=abc`],
			['has two tokens', () => `${genuine}&token=${parts().token}`],
			['is signed with another key', () => signed({}, 'another-secret')],
			[
				'is signed with the client secret',
				() => signed({}, credentialFor(stage().simulator).clientSecret),
			],
			[
				'has another session under the old signature',
				() => {
					const { url, header, signature, claims } = parts();
					const altered = Buffer.from(JSON.stringify({ ...claims, s: session(2) }));
					return `${url}token=${header}.${altered.toString('base64url')}.${signature}`;
				},
			],
			[
				'claims to need no signature',
				() => {
					const { url, claims } = parts();
					return `${url}token=${jwt.sign(claims, '', { algorithm: 'none' })}`;
				},
			],
			['has expired', () => signed({ exp: Math.floor(Date.now() / 1000) - 1 })],
			['has a token for another purpose', () => signed({ aud: 'other' })],
			["has the request's own token", () => `${parts().url}token=${requestToken}`],
			["belongs to another credential's request", () => foreign],
		];
		it.each(FORGERIES)('that %s gets 401', async (_name, forge) => {
			const { status, data } = await post(forge(), BODY);
			expect(status).toBe(401);
			expect(data).toEqual({ message: 'Unauthorized' });
		});

		it('that is refused is in the log with advice, at most once a minute', async () => {
			const credential = await stage().saveCredential(credentialFor(stage().simulator));
			const node = { ...trigger(credential), name: 'Kore reports here' };
			await stage().publish(workflow('Flooded', [node]));
			for (let sent = 0; sent < 3; sent++) await post(stage().urlOf(node), BODY);
			const log = await fs.readFile(stage().instance.logFile, 'utf8');
			const lines = log.split('\n').filter((line) => line.includes(node.name));
			expect(lines).toEqual([expect.stringContaining('must use the same credential')]);
		});

		it('that is genuine starts an execution, and none of the others has', async () => {
			expect((await post(genuine, BODY)).status).toBe(200);
			// So the tokens above were refused for what was changed in them.
			expect((await post(signed({}), BODY)).status).toBe(200);
			const event = { outcome: 'transferred', botSessionId: session(1), agentId: agent(1) };
			expect(await stage().events(workflowId, 2)).toMatchObject([event, event]);
		});
	});
}

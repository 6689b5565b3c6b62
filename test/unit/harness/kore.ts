import { randomUUID } from 'node:crypto';
import https from 'node:https';
import axios from 'axios';
import jwt from 'jsonwebtoken';

import { startSimulator, type Simulator } from '../../kore-simulator';
import type { AppName, SimulatorOptions } from '../../kore-simulator/types';
import { Receiver } from './receiver';

export const SESSION = '66c2f6939489bfffc7910001';

/** As Kore answers what it refuses. */
export const koreError = (msg: string, code: number) => ({ errors: [{ msg, code }] });

export const INVALID_ARGUMENTS = koreError('Validation errors/ Invalid arguments', 412);

export const seconds = () => Math.floor(Date.now() / 1000);

export interface CallOptions {
	data?: unknown;
	/** In place of a fresh token of the app hs256. */
	auth?: string;
	/** In place of the right ones; undefined leaves one out. */
	headers?: Record<string, string | undefined>;
	streamId?: string;
	/** Certificate to trust. */
	ca?: string;
}

/** A simulator, a client of its Kore and a receiver of its callbacks. */
class Kore {
	readonly receiver = new Receiver();
	#simulator?: Simulator;

	get sim(): Simulator {
		if (!this.#simulator) throw new Error('The simulator runs only during a test');
		return this.#simulator;
	}

	async start(options?: SimulatorOptions) {
		this.#simulator = await startSimulator(options);
	}

	async restart(options: SimulatorOptions) {
		await this.sim.stop();
		await this.start(options);
	}

	/** @param claims in place of the right ones; undefined leaves one out */
	sign(name: AppName, claims: Record<string, unknown> = {}, options: jwt.SignOptions = {}) {
		const { clientId, algorithm, clientSecret, privateKey } = this.sim.world.apps[name];
		const payload = {
			appId: clientId,
			sub: 'test',
			iat: seconds(),
			exp: seconds() + 300,
			jti: randomUUID(),
			...claims,
		};
		const key = clientSecret ?? privateKey ?? '';
		const text = JSON.stringify(payload);
		return jwt.sign(JSON.parse(text) as object, key, { algorithm, ...options });
	}

	/** @param path below the stream */
	async call<Body = unknown>(method: string, path: string, options: CallOptions = {}) {
		const { streamId, accountId } = this.sim.world;
		const { data, auth = this.sign('hs256'), headers, ca } = options;
		return await axios.request<Body>({
			method,
			url: `${this.sim.url}/agentassist/api/v1/public/${options.streamId ?? streamId}${path}`,
			headers: { auth, accountid: accountId, ...headers },
			data,
			httpsAgent: ca ? new https.Agent({ ca }) : undefined,
			validateStatus: () => true,
		});
	}

	async assign(data: unknown = this.agentBody(), options: CallOptions = {}) {
		return await this.call('POST', '/assign-conversation', { data, ...options });
	}

	/** @param fields in place of the right ones; undefined leaves one out */
	agentBody(fields: Record<string, unknown> = {}) {
		return {
			callbackUrl: this.receiver.url,
			orgId: this.sim.world.orgId,
			aId: this.sim.world.agents[2].id,
			botSessionId: SESSION,
			...fields,
		};
	}

	/** @param fields in place of the right ones; undefined leaves one out */
	queueBody(fields: Record<string, unknown> = {}) {
		return {
			callbackUrl: this.receiver.url,
			orgId: this.sim.world.orgId,
			transferredType: 'QUEUE',
			queueId: this.sim.world.queues[1].id,
			botSessionId: SESSION,
			...fields,
		};
	}

	lastRequest() {
		const requests = this.sim.requests();
		return requests[requests.length - 1];
	}
}

/** A fresh simulator for each test of the file. */
export function useKore(): Kore {
	const kore = new Kore();
	beforeAll(async () => await kore.receiver.start());
	afterAll(async () => await kore.receiver.stop());
	beforeEach(async () => {
		kore.receiver.reset();
		await kore.start();
	});
	afterEach(async () => await kore.sim.stop());
	return kore;
}

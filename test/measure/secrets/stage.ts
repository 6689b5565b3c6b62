import type { AxiosError, AxiosInstance, AxiosResponse } from 'axios';

import { openStage } from '../../e2e/stage/use-stage';
import { trigger } from '../../e2e/stage/nodes';
import { post } from '../../e2e/stage/post';
import { workflow } from '../../e2e/stage/workflow';
import { defaultVersion } from '../../e2e/n8n-host/versions';
import { startSimulator } from '../../kore-simulator';
import { createCredentials, type CredentialData } from './credentials';
import { startEcho, type EchoServer } from './echo';
import type { Stage } from '../../e2e/stage/stage';

/** n8n says all it can, on the console and in its own file. */
const LOUD = { N8N_LOG_LEVEL: 'debug', N8N_LOG_OUTPUT: 'console,file', CODE_ENABLE_STDOUT: 'true' };

/** Something that came out */
export interface Text {
	/** Where in its place */
	at: string;
	text: string;
}

/** A credential with the trigger that takes its callbacks */
export interface Way {
	name: string;
	data: CredentialData;
	triggerUrl: string;
	/** Its own server that echoes */
	echo: EchoServer;
}

export type SecretStage = Awaited<ReturnType<typeof openSecretStage>>;

/**
 * A loud n8n, Kore, a Kore whose certificate is not trusted, servers that echo, and all that n8n answers, recorded.
 */
export async function openSecretStage(options: { long: boolean }) {
	const stage = await openStage(defaultVersion, LOUD);
	const untrusted = await startSimulator({ https: true });
	const ways: Way[] = [];
	const close = async () => {
		const echoes = ways.map(({ echo }) => echo.stop());
		await Promise.all([stage.close(), untrusted.stop(), ...echoes]);
	};
	try {
		const toEditor: Text[] = [];
		record(stage.builder.http, toEditor);
		const toSenders: Text[] = [];
		const credentials = createCredentials(stage.simulator);
		for (const [name, data] of Object.entries(credentials)) {
			const triggerUrl = await publishTrigger(stage, name, data);
			ways.push({ name, data, triggerUrl, echo: await startEcho(options) });
		}
		return {
			...{ stage, untrusted, ways, credentials, toEditor, toSenders, close },
			/** Posts a callback, and keeps the answer. */
			async post(url: string, body: object) {
				const { status, headers, data } = await post(url, body);
				toSenders.push({ at: `HTTP ${status}`, text: JSON.stringify({ headers, data }) });
				return status;
			},
		};
	} catch (error) {
		await close();
		throw error;
	}
}

async function publishTrigger(stage: Stage, name: string, data: CredentialData) {
	const node = trigger(await stage.saveCredential(data), { verification: 'signed' });
	await stage.publish(workflow(`Results: ${name}`, [node]));
	return stage.urlOf(node);
}

function record(http: AxiosInstance, texts: Text[]) {
	const keep = ({ config, headers, data }: AxiosResponse<unknown>) => {
		// They are searched field by field.
		if (/^executions\/\d+$/.test(config.url ?? '')) return;
		texts.push({ at: `${config.method} ${config.url}`, text: JSON.stringify({ headers, data }) });
	};
	http.interceptors.response.use(
		(response) => {
			keep(response);
			return response;
		},
		(error: AxiosError) => {
			if (error.response) keep(error.response);
			throw error;
		},
	);
}

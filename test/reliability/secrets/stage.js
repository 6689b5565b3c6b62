const { openStage } = require('../../e2e/stage/use-stage');
const { trigger } = require('../../e2e/stage/nodes');
const { post } = require('../../e2e/stage/post');
const { workflow } = require('../../e2e/stage/workflow');
const { defaultVersion } = require('../../e2e/n8n-host/versions');
const { startSimulator } = require('../../kore-simulator');
const { createCredentials } = require('./credentials');
const { startEcho } = require('./echo');

/** n8n says all it can, on the console and in its own file. */
const LOUD = { N8N_LOG_LEVEL: 'debug', N8N_LOG_OUTPUT: 'console,file', CODE_ENABLE_STDOUT: 'true' };

/**
 * @typedef {object} Text something that came out
 * @property {string} at where in its place
 * @property {string} text
 *
 * @typedef {object} Way a credential with the trigger that takes its callbacks
 * @property {string} name
 * @property {import('./credentials').CredentialData} data
 * @property {string} triggerUrl
 * @property {import('./echo').EchoServer} echo its own server that echoes
 */

/**
 * A loud n8n, Kore, a Kore whose certificate is not trusted, servers that echo, and all that n8n answers, recorded.
 * @typedef {Awaited<ReturnType<typeof openSecretStage>>} SecretStage
 * @param {{ long: boolean }} options
 */
async function openSecretStage(options) {
	const stage = await openStage(defaultVersion, LOUD);
	const untrusted = await startSimulator({ https: true });
	/** @type {Way[]} */
	const ways = [];
	const close = async () => {
		const echoes = ways.map(({ echo }) => echo.stop());
		await Promise.all([stage.close(), untrusted.stop(), ...echoes]);
	};
	try {
		/** @type {Text[]} */
		const toEditor = [];
		record(stage.builder.http, toEditor);
		/** @type {Text[]} */
		const toSenders = [];
		const credentials = createCredentials(stage.simulator);
		for (const [name, data] of Object.entries(credentials)) {
			const triggerUrl = await publishTrigger(stage, name, data);
			ways.push({ name, data, triggerUrl, echo: await startEcho(options) });
		}
		return {
			...{ stage, untrusted, ways, credentials, toEditor, toSenders, close },
			/** Posts a callback, and keeps the answer. @param {string} url @param {any} body */
			async post(url, body) {
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

/**
 * @param {import('../../e2e/stage/stage').Stage} stage
 * @param {string} name
 * @param {import('./credentials').CredentialData} data
 */
async function publishTrigger(stage, name, data) {
	const node = trigger(await stage.saveCredential(data), { verification: 'signed' });
	await stage.publish(workflow(`Results: ${name}`, [node]));
	return stage.urlOf(node);
}

/** @param {import('axios').AxiosInstance} http @param {Text[]} texts */
function record(http, texts) {
	/** @param {import('axios').AxiosResponse} response */
	const keep = ({ config, headers, data }) => {
		// They are searched field by field.
		if (/^executions\/\d+$/.test(config.url ?? '')) return;
		texts.push({ at: `${config.method} ${config.url}`, text: JSON.stringify({ headers, data }) });
	};
	http.interceptors.response.use(
		(response) => {
			keep(response);
			return response;
		},
		(error) => {
			if (error.response) keep(error.response);
			throw error;
		},
	);
}

module.exports = { openSecretStage };

const os = require('node:os');
const path = require('node:path');
const { randomBytes } = require('node:crypto');

const { unpackCommunityPackage } = require('./community-package');
const { startGuard } = require('./guarded');
const { N8nInstance } = require('./n8n-instance');
const { PortTaken } = require('./n8n-process');
const { reservePorts } = require('./ports');
const { Trouble, isSystemError } = require('./trouble');

const ATTEMPTS = 3;

/**
 * Starts an n8n that has the package installed, in a throw-away folder on loopback ports.
 * @param {import('./n8n-instance').StartOptions} options
 * @returns {Promise<N8nInstance>}
 */
async function startN8n(options) {
	const name = `kore-n8n-${process.pid}-${randomBytes(4).toString('hex')}`;
	const instance = new N8nInstance(await startGuard(path.join(os.tmpdir(), name)), options);
	try {
		instance.package = await unpackCommunityPackage(options.tarball, instance.userFolder);
		await startOnFreePorts(instance);
		if (!options.env?.DB_TYPE) await instance.registerPackage();
		return instance;
	} catch (error) {
		if (error instanceof Trouble) error.remedy += `\nn8n's log: ${await instance.keepLog()}`;
		await instance.stop();
		throw error;
	}
}

/** @param {N8nInstance} instance */
async function startOnFreePorts(instance) {
	const { port, setup } = instance.options;
	for (let attempt = 1; ; attempt++) {
		const { ports, release } = await reservePorts(2, port).catch((error) => {
			throw isSystemError(error) && error.code === 'EADDRINUSE' ? portTrouble(port) : error;
		});
		[instance.port, instance.brokerPort] = ports;
		try {
			await setup?.(instance);
			return await instance.start(release);
		} catch (error) {
			if (!(error instanceof PortTaken)) throw error;
			if (port || attempt === ATTEMPTS) throw portTrouble(port);
		} finally {
			await release();
		}
	}
}

/** @param {number} [port] */
function portTrouble(port) {
	const which = port ? `Port ${port} is` : 'The ports that were free a moment ago are';
	return new Trouble(`${which} taken by another program.`, 'Choose another port, or run it again.');
}

module.exports = { startN8n };

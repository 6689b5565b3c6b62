#!/usr/bin/env node
import { parseArgs } from 'node:util';

import { startSimulator, TOGETHER, type Simulator } from './index';

function describe({ url, ca, world }: Simulator) {
	const { streamId, accountId, orgId, apps, agents, queues, conversations } = world;
	return `Kore simulator at ${url}

For the credential (JWT app):
  Host             ${url}
  Stream ID        ${streamId}
  Account ID       ${accountId}
  Organization ID  ${orgId}
  Client ID        ${apps.hs256.clientId}
  Client Secret    ${apps.hs256.clientSecret}

For a first transfer:
  Agent            ${agents[0].id}
  Queue            ${queues[0].id}
  Bot Session ID   ${conversations[0].botSessionId}

Control:
  GET  ${url}/_control/world       all ids, apps and keys
  GET  ${url}/_control/requests
  GET  ${url}/_control/callbacks
  GET  ${url}/_control/accepted
  PUT  ${url}/_control/behavior
  POST ${url}/_control/reset
${ca ? `\nThe certificate to trust (NODE_EXTRA_CA_CERTS):\n${ca}` : ''}`;
}

async function main() {
	const { values } = parseArgs({
		options: {
			// A fixed port by default, so that a credential still fits after a restart.
			port: { type: 'string', default: '4800' },
			https: { type: 'boolean', default: false },
			// In every way that it can: what a live check makes of such a Kore.
			differs: { type: 'boolean', default: false },
		},
	});
	const simulator = await startSimulator({ port: Number(values.port), https: values.https });
	if (values.differs) simulator.setDifferences(TOGETHER);
	console.log(describe(simulator));
	for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => void simulator.stop());
}

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
});

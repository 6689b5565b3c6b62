const path = require('node:path');

const DIST = path.resolve(__dirname, '../../../dist/nodes');

/** @typedef {import('n8n-workflow').INodeTypeDescription} Description */

/**
 * The texts that the package brings along: the suite looks whether they are shown, not how they are worded.
 * @returns {{ action: Description, trigger: Description }}
 */
function builtDescriptions() {
	const { KoreAgentAssist } = require(path.join(DIST, 'KoreAgentAssist/KoreAgentAssist.node.js'));
	const { KoreAgentAssistTrigger } = require(
		path.join(DIST, 'KoreAgentAssistTrigger/KoreAgentAssistTrigger.node.js'),
	);
	return {
		action: new KoreAgentAssist().description,
		trigger: new KoreAgentAssistTrigger().description,
	};
}

/**
 * @param {Description} description
 * @param {string} name
 */
function property({ properties }, name) {
	const found = properties.find((one) => one.name === name);
	if (!found) throw new Error(`The node has no property ${name}`);
	return found;
}

module.exports = { builtDescriptions, property };

'use strict';

const { KoreAgentAssistApi } = require('./dist/credentials/KoreAgentAssistApi.credentials.js');
const { KoreAgentAssist } = require('./dist/nodes/KoreAgentAssist/KoreAgentAssist.node.js');
const {
	KoreAgentAssistTrigger,
} = require('./dist/nodes/KoreAgentAssistTrigger/KoreAgentAssistTrigger.node.js');

module.exports = { KoreAgentAssistApi, KoreAgentAssist, KoreAgentAssistTrigger };

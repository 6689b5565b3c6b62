import { useStage } from '../stage/use-stage';
import { lookUpScenarios } from './lookUpScenarios';
import { toolScenarios } from './scenarios';

const WAYS = ['AI Agent 1.9', 'AI Agent 2.2', 'AI Agent 3', 'the MCP Server Trigger'];

// n8n 1.x does not start if it is to disable a module that only n8n 2 has.
const ENV = { N8N_DISABLED_MODULES: '' };

describe('n8n 1.123.81', () => {
	const stage = useStage('1.123.81', ENV);
	toolScenarios(stage, WAYS);
	lookUpScenarios(stage, WAYS);
});

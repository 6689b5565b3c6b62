import { useStage } from '../stage/use-stage';
import { lookUpScenarios } from './lookUpScenarios';
import { toolScenarios } from './scenarios';

const WAYS = ['AI Agent 1.9', 'AI Agent 2.2', 'AI Agent 3.1', 'the MCP Server Trigger'];

describe('n8n 2.41.1', () => {
	const stage = useStage('2.41.1');
	toolScenarios(stage, WAYS);
	lookUpScenarios(stage, WAYS);
});

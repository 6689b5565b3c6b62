import { useStage } from '../stage/use-stage';
import playTool from './scenarios';

const WAYS = ['AI Agent 1.9', 'AI Agent 2.2', 'AI Agent 3.1', 'the MCP Server Trigger'];

describe('n8n 2.41.1', () => playTool(useStage('2.41.1'), WAYS));

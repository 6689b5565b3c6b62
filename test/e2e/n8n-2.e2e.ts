import { playScenarios } from './scenarios';

playScenarios('2.41.1');

import { playExamples } from './suite';

playExamples('2.41.1');

import { playWaiting } from './suite';

playWaiting('2.41.1');

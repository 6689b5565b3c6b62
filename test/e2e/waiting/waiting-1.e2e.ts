import { playWaiting } from './suite';

playWaiting('1.123.81');

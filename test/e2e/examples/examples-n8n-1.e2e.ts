import { playExamples } from './suite';

// It does not start if it is to disable a module that only n8n 2 has.
playExamples('1.123.81', { N8N_DISABLED_MODULES: '' });

import { agentCalls } from './agents';
import { conversationCalls } from './conversations';
import { queueCalls } from './queues';
import { tokenCalls } from './tokens';

/** All that change nothing, in the order in which they are made: what comes later needs IDs of what came before. */
export const CALLS = { ...queueCalls, ...agentCalls, ...conversationCalls, ...tokenCalls };

export type CallName = keyof typeof CALLS;

export const CALL_NAMES = Object.keys(CALLS) as CallName[];

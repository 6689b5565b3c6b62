/** The first agent and queue of the simulator, and a session. */
export const AGENT = 'a-0000001-5151-4000-8000-000000000001';
export const QUEUE = 'qu-0000001-5151-4000-8000-000000000001';
export const SESSION = '6538f8a3c9cf425ee5cf0001';

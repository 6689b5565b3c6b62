/** Arguments with which Node, also n8n's own, runs a file of TypeScript: for processes that tests and tools start. */
export const RUN_TYPESCRIPT = ['--require', require.resolve('tsx/cjs')];

module.exports = {
	testMatch: ['<rootDir>/**/*.e2e.js'],
	// One n8n at a time: each takes a core of its own while it starts.
	maxWorkers: 1,
	testTimeout: 60_000,
	transform: {},
};

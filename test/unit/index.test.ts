// What `main` of package.json names: n8n itself loads the files of its entry `n8n`.
it('the package exports the credential and both nodes', () => {
	const exported = jest.requireActual<Record<string, unknown>>('../../index.js');
	expect(Object.keys(exported).sort()).toEqual([
		'KoreAgentAssist',
		'KoreAgentAssistApi',
		'KoreAgentAssistTrigger',
	]);
});

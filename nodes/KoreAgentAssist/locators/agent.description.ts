import type { INodeProperties } from 'n8n-workflow';

/** An agent of Kore's, as `readAgent` reads it. */
export const agentLocator: INodeProperties = {
	displayName: 'Agent',
	name: 'agentId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Choose an agent...',
			typeOptions: {
				searchListMethod: 'getAgents',
				searchable: true,
				slowLoadNotice: {
					message:
						'Kore gives its agents ten at a time, so the first search of a long list takes a while',
					timeout: 3000,
				},
			},
		},
		{
			displayName: 'By Email',
			name: 'email',
			type: 'string',
			placeholder: 'e.g. ada@example.com',
			hint: "Looked up in Kore's list of agents, once a run",
		},
		{
			displayName: 'By Custom ID',
			name: 'customId',
			type: 'string',
			placeholder: 'e.g. 1111',
			hint: "The agent's ID in your own system, as entered in Kore",
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. a-220172c-856e-4db6-a2d1-d4c2dabexxxx',
		},
	],
	builderHint: {
		propertyHint:
			"In a tool of an AI Agent use the mode email, with a default: $fromAI('agent', 'E-mail address of the agent', 'string', '')",
	},
	description: 'The agent ID begins with a-. A user ID (u-) is something else.',
};

import type { INodeTypeDescription } from 'n8n-workflow';

import { LOOPBACK_HOST } from '../shared/callback/loopback';
import { DEFAULTS } from './run/options.description';

/** Of an address that may be half typed, or an expression that gives none. */
const callbackHost = String.raw`((/^https?:[/][/](\[[^/?#]+\]|[^/?#:]+)/i.exec($parameter["callbackUrl"]) ?? [])[1] ?? "").toLowerCase()`;

/** An expression sees other nodes by their names alone: so the trigger counts only under the name that n8n gives it. */
const triggerVerifies = `(() => { try { return $("Kore AgentAssist Trigger").params.verification !== "none"; } catch (error) { return true; } })()`;

const perMinute = `($parameter["options"]["requestsPerMinute"] ?? ${DEFAULTS.requestsPerMinute})`;

/** What a builder can be told before the node runs; n8n works out the conditions in the editor. */
export const hints: INodeTypeDescription['hints'] = [
	{
		message:
			"'Callback URL' is an address of this machine alone (localhost): Kore reaches it only if it runs on the same machine.",
		type: 'warning',
		location: 'ndv',
		whenToDisplay: 'always',
		displayCondition: `={{ ${LOOPBACK_HOST}.test(${callbackHost}) }}`,
	},
	{
		message:
			"'Verification' of the Kore AgentAssist Trigger in this workflow is 'None', so it resumes no waiting execution. If it takes the result of this node, the node waits until its limit: set 'Verification' to 'Signed'.",
		type: 'warning',
		location: 'ndv',
		whenToDisplay: 'always',
		displayCondition: `={{ $parameter["continueWhen"] === "result" && !${triggerVerifies} }}`,
	},
	{
		message:
			"More items come in than Kore takes in a minute ('Requests per Minute' under Options; Kore allows 60): the node spreads them over several minutes. If 'Timeout Workflow' in the settings of the workflow is shorter than that, Assign Conversation sends nothing, and n8n cuts other operations short.",
		type: 'info',
		location: 'ndv',
		whenToDisplay: 'beforeExecution',
		displayCondition: `={{ $parameter["continueWhen"] !== "result" && ${perMinute} > 0 && $input.all().length > ${perMinute} }}`,
	},
];

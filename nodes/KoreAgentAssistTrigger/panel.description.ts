import type { INodeTypeDescription } from 'n8n-workflow';

const COPY_PRODUCTION_URL =
	"Copy the <b>Production URL</b> (under 'Webhook URLs') and paste it into 'Trigger URL' of the Kore AgentAssist credential: then every Kore AgentAssist node with a blank 'Callback URL' reports here. Or paste it into 'Callback URL' of a single node.";

/** Beside the webhook URLs, where a builder looks first: which URL works when, and where it goes. */
export const triggerPanel: INodeTypeDescription['triggerPanel'] = {
	header: 'Receive a transfer result from Kore',
	executionsHelp: {
		inactive: `<b>To test</b>, put the <b>Test URL</b> into 'Callback URL' of a Kore AgentAssist node, click 'Execute step' here (older versions of n8n: 'Listen for test event'), and run that node. The Test URL takes one callback, within two minutes.<br /><br /><b>To go live</b>, publish (activate) this workflow. ${COPY_PRODUCTION_URL}`,
		active: `<b>The Production URL works now</b>, and its executions show in the list of executions, not here. ${COPY_PRODUCTION_URL}<br /><br /><b>To test</b>, click 'Execute step' here and use the <b>Test URL</b>: it takes one callback, within two minutes.`,
	},
	activationHint:
		"Publish (activate) this workflow, so that its Production URL works. Then paste that URL into 'Trigger URL' of the credential.",
};

import type { IWebhookFunctions } from 'n8n-workflow';

/** Whether whatever comes has to be signed: also where 'Verification' is an expression that fails, so that nobody gets in by it. */
export function verifies(context: IWebhookFunctions): boolean {
	try {
		return context.getNodeParameter('verification', 'signed') !== 'none';
	} catch {
		return true;
	}
}

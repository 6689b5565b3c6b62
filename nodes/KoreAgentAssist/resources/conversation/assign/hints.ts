import type { IExecuteFunctions } from 'n8n-workflow';

import { isLoopback } from '../../../../shared/callback/loopback';

/**
 * Says at the node's output where Kore was told to report to if that is the machine of whoever calls it, wherever the address
 * comes from: the node, the credential or n8n itself. Not for a Kore that is on such an address, too.
 */
export function hintAtLoopback(
	context: IExecuteFunctions,
	koreOrigin: string,
	callbackUrls: string[],
): void {
	const url = isLoopback(koreOrigin) ? undefined : callbackUrls.find(isLoopback);
	if (url === undefined) return;
	context.addExecutionHints({
		message: `Kore was told to report to ${new URL(url).origin}, which is Kore's own machine for Kore: no result comes, unless Kore runs on the machine of this n8n. Let the administrator of n8n set WEBHOOK_URL to the address at which n8n is reached from outside, and then paste the trigger's Production URL anew.`,
		type: 'warning',
		location: 'outputPane',
	});
}

import { UserError } from 'n8n-workflow';

import { hasTokenParameter } from '../../../../shared/callback/token';
import { callbackKeys, type CallbackKeys } from '../../../../shared/credential/callbackKeys';
import type { KoreCredential } from '../../../../shared/credential/credential';
import { describeFound } from '../../../../shared/foundValue';
import type { WaitPlan } from '../waiting/wait';

/** Where Kore posts the result of a request, and what becomes of it there. */
export interface CallbackAddress {
	url: string;
	/** What signs the URL; undefined if it goes out as it is. */
	keys: CallbackKeys | undefined;
	/** Undefined if the execution does not wait for the result. */
	wait: AwaitedResult | undefined;
}

interface AwaitedResult {
	limitMs: number;
	/** Where the trigger that takes the callback hands it on; undefined if `url` is the execution's own. */
	resumeUrl: string | undefined;
}

/** Reads the callback of an item from its 'Callback URL' and 'Sign Callback'. Throws a UserError if there can be none. */
export type ReadCallback = (callbackUrl: unknown, sign: boolean) => CallbackAddress;

/** `wait` is undefined if the execution does not wait for the result. */
export function createCallbackReader(
	credential: KoreCredential,
	wait: WaitPlan | undefined,
): ReadCallback {
	let known: CallbackKeys | undefined;
	const keys = () => (known ??= readKeys(credential));
	return (callbackUrl, sign) => {
		if (wait && !sign) throw waitingNeedsSignature();
		const given = readUrl(callbackUrl, credential, sign);
		const url = given ?? wait?.resumeUrl;
		if (url === undefined) throw noUrl();
		return {
			url,
			keys: sign ? keys() : undefined,
			wait: wait && { limitMs: wait.limitMs, resumeUrl: given && wait.resumeUrl },
		};
	};
}

/** The node's URL, else the credential's; undefined if there is neither. */
function readUrl(value: unknown, credential: KoreCredential, sign: boolean): string | undefined {
	const own = typeof value === 'string' ? value.trim() : value;
	const [field, url] = own ? ["'Callback URL'", own] : ["'Trigger URL'", credential.triggerUrl];
	if (!url) return undefined;
	if (typeof url !== 'string' || !/^https?:\/\/[^/\s]+/i.test(url) || !URL.canParse(url)) {
		throw new UserError(`${field} is not a web address: ${describeFound(url)}`, {
			description:
				'It must begin with https:// or http://, e.g. the Production URL of a Kore AgentAssist Trigger.',
		});
	}
	if (sign && hasTokenParameter(url)) {
		throw new UserError(`${field} already has a query parameter 'token'`, {
			description:
				"The node adds 'token' itself to sign the URL. Remove it from the URL, or turn off 'Sign Callback' under Options if the receiver brings its own token.",
		});
	}
	return url;
}

function readKeys(credential: KoreCredential): CallbackKeys {
	const keys = callbackKeys(credential);
	if (keys) return keys;
	throw new UserError(
		"The callback URL cannot be signed: 'Callback Secret' in the credential is empty",
		{
			description:
				"A pasted JWT Token gives no key to sign with. Open the credential and enter a long random text in 'Callback Secret', or turn off 'Sign Callback' under Options if the receiver is not a Kore AgentAssist Trigger.",
		},
	);
}

const noUrl = () =>
	new UserError("'Callback URL' is empty, and the credential has no 'Trigger URL'", {
		description:
			"Kore posts the transfer result to this URL. Add a Kore AgentAssist Trigger to the workflow that takes the result, open it, copy its Production URL, and paste it into 'Trigger URL' of the credential (once for all nodes) or into 'Callback URL' of this node.",
	});

const waitingNeedsSignature = () =>
	new UserError("'Sign Callback' is off, but the node is to wait for the transfer result", {
		description:
			"Only a signed callback tells which request it belongs to. Remove 'Sign Callback' from Options, or set 'Continue' to 'When Kore Has Accepted'.",
	});

import type { UserError } from 'n8n-workflow';

import type { Rule } from './failure';

/** What is known of a request without an answer: what the chain of errors says, of which n8n wraps axios', and axios' wraps Node's. */
export interface NetworkFacts {
	codes: string[];
	has: (...codes: string[]) => boolean;
	/** Whether one of these codes came of the attempt to connect. */
	hasInConnect: (...codes: string[]) => boolean;
	/** What the check of the certificate says, if it failed: before the first byte of a request is handed to the connection. */
	certificate: string | undefined;
	/** Thrown before anything was sent: by our own signing, e.g. as a pasted token has expired meanwhile, or by n8n, which blocks an address. */
	own: UserError | undefined;
	/** Whether the connection was not made yet, or its TLS handshake not ended: then no byte of the request has left. */
	isUnconnected: boolean;
	isOverdue: boolean;
	isAnswered: boolean;
}

interface NetworkRule extends Rule<NetworkFacts> {
	/** Proves that no byte of the request has left; it does not hold once an answer has begun. */
	unsent?: true;
}

/** `{codes}` and `{certificate}` are the error's own, `{timeout}` the call's words. */
export const NETWORK_RULES: NetworkRule[] = [
	{
		when: ({ own }) => own?.name === 'SsrfBlockedIpError',
		unsent: true,
		cause: 'network',
		message: '{own}',
		description: '{ownAdvice}',
	},
	{
		when: ({ own }) => own !== undefined,
		unsent: true,
		cause: 'credentials',
		message: '{own}',
		description: '{ownAdvice}',
	},
	{
		when: ({ has }) => has('ERR_CANCELED'),
		cause: 'cancelled',
		message: 'The execution was stopped while Kore had not answered yet',
		description: '',
	},
	{
		when: ({ has }) => has('ENOTFOUND', 'EAI_AGAIN', 'EAI_NODATA', 'EAI_NONAME'),
		unsent: true,
		cause: 'network',
		message: 'No server has the name of {origin}',
		description:
			"Check the spelling of 'Host' in the credential, and whether the machine that runs n8n can look up internet names (DNS).",
	},
	{
		when: ({ certificate }) => certificate !== undefined,
		unsent: true,
		cause: 'certificate',
		message: 'The TLS certificate of {origin} is not trusted',
		description:
			"({certificate}) Check 'Host' in the credential. If your company's own certificate authority signed the certificate, let the administrator of n8n set NODE_EXTRA_CA_CERTS.",
	},
	{
		when: ({ has, hasInConnect }) =>
			has('ECONNREFUSED') || hasInConnect('EHOSTUNREACH', 'ENETUNREACH', 'ETIMEDOUT'),
		unsent: true,
		cause: 'network',
		message: 'The server at {origin} cannot be reached',
		description:
			"({codes}) Check 'Host' in the credential, and whether a firewall or proxy lets n8n reach it.",
	},
	{
		when: ({ isUnconnected }) => isUnconnected,
		unsent: true,
		cause: 'network',
		message: 'No connection to {origin} came about',
		description:
			"({codes}) Check 'Host' in the credential, and whether a firewall or proxy lets n8n reach it. A host without TLS is written with http://",
	},
	{
		when: ({ isOverdue, has }) => isOverdue || has('ECONNABORTED', 'ETIMEDOUT'),
		cause: 'timeout',
		message: 'Kore did not answer within {seconds} seconds',
		description: '{timeout}',
	},
	{
		when: ({ isAnswered }) => isAnswered,
		cause: 'network',
		message: 'The connection to {origin} broke off before the answer was complete',
		description: '({details})',
	},
	{
		when: () => true,
		cause: 'network',
		message: 'The connection to {origin} broke off before an answer came',
		description: '({details})',
	},
];

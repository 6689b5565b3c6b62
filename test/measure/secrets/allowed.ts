import type { Finding } from './find';

const KEPT_BY_N8N =
	'n8n itself makes a resume token for every execution and keeps it with the execution, waiting or not';

/**
 * What stands somewhere and cannot be avoided; SECURITY.md names it. Everything else that is found is a defect.
 */
const ALLOWED: { kind: string; place: string; at: RegExp; reason: string }[] = [
	{
		kind: 'resume signatures',
		place: 'items and errors (REST)',
		at: /^data\.resumeToken$/,
		reason: KEPT_BY_N8N,
	},
	{
		kind: 'resume signatures',
		place: 'database, by column',
		at: /^execution_data\.data\.resumeToken$/,
		reason: KEPT_BY_N8N,
	},
	{
		// The bytes of the same column; where else in the database it stands, the columns show.
		kind: 'resume signatures',
		place: "n8n's files as bytes",
		at: /^\.n8n\/database\.sqlite(-wal)?$/,
		reason: KEPT_BY_N8N,
	},
];

export const reasonFor = ({ kind, place, at }: Finding) =>
	ALLOWED.find((one) => one.kind === kind && one.place === place && one.at.test(at))?.reason;

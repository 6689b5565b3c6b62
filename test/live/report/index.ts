import { joined, oneOf, shown, type Shown } from '../mask/shown';
import { Names } from '../mask/names';
import { maskHeaders } from '../mask/headers';
import type { Seen } from '../seen';
import { callDetails, callTable } from './calls';
import { transferSection } from './transfers';
import { differences, judgeAll, summary, verdictTable } from './verdicts';

const ALGORITHMS = ['HS256', 'HS512', 'RS256', 'RS512'];

/**
 * The report, in Markdown: of what Kore answered, names, kinds and counts alone.
 *
 * @param names learns which ones were left out
 */
export function writeReport(seen: Seen, version: string, names = new Names()): Shown {
	const all = judgeAll(seen);
	return joined(
		[
			shown`# What Kore does: report of a live check`,
			about(seen, version),
			shown`**${summary(all)}**`,
			shown`## What differs`,
			differences(all),
			shown`## Each assumption`,
			verdictTable(all),
			shown`## Calls

\`B\` is \`/agentassist/api/v1/public/{streamId}\`.`,
			callTable(seen),
			callDetails(seen, names),
			shown`## The assign`,
			transferSection(seen.transfer, names),
			shown`## The assign that cannot work`,
			transferSection(seen.refusal, names),
			shown`## Too many calls`,
			limitSection(seen),
		],
		'\n\n',
	);
}

function about({ credential }: Seen, version: string): Shown {
	const { host, authentication, algorithm } = credential;
	const isKores = /^(https:\/\/)?([a-z-]+\.)*kore\.ai\/?$/i.test(host);
	const way = authentication === 'token' ? shown`a pasted token` : oneOf(ALGORITHMS, algorithm);
	const day = new Date().toISOString().slice(0, 10).split('-').map(Number);
	const date = joined(
		day.map((part) => (part < 10 ? shown`0${part}` : shown`${part}`)),
		'-',
	);
	const parts = version.split('.').map((part) => shown`${Number.parseInt(part, 10)}`);
	return shown`Package ${joined(parts, '.')}, ${date}, ${isKores ? shown`a host of kore.ai` : shown`another host`}, ${way ?? shown`JWT app`}.
The report holds no ID, name, address, host or token: of answers it has names of fields, kinds of values, and words of fixed lists. \`‹…›\` stands for what was left out. Read it before you post it.`;
}

function limitSection({ probe, limited }: Seen): Shown {
	const paced = shown`${limited.length} of the paced calls were refused by the limit.`;
	if (!probe) return shown`Not tried. ${paced}`;
	const { calls, seconds, refused } = probe;
	const how = shown`${calls} calls in ${Math.round(seconds)} s`;
	const end = refused
		? shown`the last one was refused. Its headers: ${maskHeaders(refused.headers)}`
		: shown`none was refused`;
	return shown`${how}; ${end}. ${paced}`;
}

import { CALLS, CALL_NAMES } from '../calls';
import type { Call } from '../calls/call';
import { isSuccess, refusal } from '../assumptions/about';
import { maskHeaders, mediaType } from '../mask/headers';
import { joined, oneOf, ours, shown, type Shown } from '../mask/shown';
import { fieldsOf } from '../mask/shape';
import type { Names } from '../mask/names';
import type { Exchange } from '../exchange';
import type { Seen } from '../seen';
import { folded, table } from './texts';

const CAUSES = [
	...['parameter', 'scope', 'credentials', 'refused', 'notFound', 'rateLimit', 'server', 'notKore'],
	...['timeout', 'network', 'certificate', 'cancelled'],
];

const callsOf = ({ answers }: Seen) =>
	CALL_NAMES.flatMap((name) => {
		const answer = answers.get(name);
		const call: Call = CALLS[name];
		return answer ? [{ call, answer }] : [];
	});

/** A line for each call: what was asked, how it ended, and how the node reads that. */
export function callTable(seen: Seen): Shown {
	const rows = callsOf(seen).map(({ call, answer }) => [
		ours(call.title),
		ours(`\`${call.method} ${call.template}\``),
		statusOf(answer),
		shown`${Math.round(answer.ms)}`,
		answer.cause === null ? shown`success` : (oneOf(CAUSES, answer.cause) ?? shown`failure`),
	]);
	return table(
		[shown`Call`, shown`Request`, shown`Answer`, shown`ms`, shown`The node reads it as`],
		rows,
	);
}

export const statusOf = (answer: Exchange): Shown =>
	answer.status !== null && isSuccess(answer) ? shown`HTTP ${answer.status}` : refusal(answer);

/** Headers and fields of each answer, folded away; fields that an earlier one had, too, are not listed again. */
export function callDetails(seen: Seen, names: Names): Shown {
	const listed = new Map<Shown, Shown>();
	return joined(
		callsOf(seen).map(({ call, answer }) => {
			const title = ours(call.title);
			return folded(
				shown`${title}: ${statusOf(answer)}`,
				answerDetails(answer, names, title, listed),
			);
		}),
		'\n',
	);
}

export function answerDetails(
	answer: Pick<Exchange, 'headers' | 'body' | 'text'>,
	names: Names,
	title: Shown = shown``,
	listed = new Map<Shown, Shown>(),
): Shown {
	const headers = shown`Headers: ${maskHeaders(answer.headers)}`;
	if (answer.body === undefined) {
		const length = answer.text.length;
		const type = mediaType(answer.headers['content-type'] ?? '');
		const kind = length === 0 ? shown`none` : shown`no JSON, ${type}, ${length} characters`;
		return shown`${headers}

Body: ${kind}`;
	}
	const lines = fieldsOf(answer.body, names).map(
		({ path, kinds }) => shown`- \`${path}\`: ${kinds}`,
	);
	const fields = joined(lines, '\n');
	const earlier = listed.get(fields);
	if (!earlier) listed.set(fields, title);
	return shown`${headers}

${earlier ? shown`Fields: as for ${earlier}` : fields}`;
}

import { readReason } from '../../../dist/nodes/shared/kore/answer';
import { headerValue } from '../mask/headers';
import { shown } from '../mask/shown';
import { refusal } from './about';
import { judged, notSeen, type Assumption, type Finding } from './assumption';
import type { Exchange } from '../exchange';
import type { Seen } from '../seen';

const LIMIT = 60;

/** What Kore does with too many calls. */
export const limitAssumptions: Assumption[] = [
	{
		id: 'A35',
		section: '1.6',
		says: 'An account has 60 calls in 60 seconds: the 61st is refused.',
		judge: ({ probe }) => {
			if (!probe) return notSeen(shown`not tried; --probe-limit tries it`);
			const { calls, refused } = probe;
			const seconds = Math.round(probe.seconds);
			if (refused && !isByLimit(refused)) {
				return notSeen(shown`call ${calls} failed otherwise: ${refusal(refused)}`);
			}
			if (refused) {
				return judged(
					calls === LIMIT + 1 && probe.seconds < 60,
					shown`call ${calls} was refused, after ${seconds} s`,
				);
			}
			const none = shown`none of ${calls} calls in ${seconds} s was refused`;
			return seconds < 60 && calls > LIMIT ? judged(false, none) : notSeen(none);
		},
	},
	{
		id: 'A36',
		section: '1.6',
		says: "Too many calls are 429, `You've exceeded the per-minute rate limit`.",
		judge: (seen) =>
			ofRefused(seen, (answer) =>
				judged(
					answer.status === 429 && /per-minute rate limit/i.test(readReason(answer.body) ?? ''),
					refusal(answer),
				),
			),
	},
	{
		id: 'A37',
		section: '1.6',
		says: 'A refusal by the limit has no header `Retry-After`.',
		judge: (seen) =>
			ofRefused(seen, ({ headers }) => {
				const value = headers['retry-after'];
				if (value === undefined) return judged(true, shown`none`);
				return judged(
					false,
					shown`\`Retry-After: ${headerValue('retry-after', value) ?? shown`…`}\``,
				);
			}),
	},
];

/** 503 is what some servers say of too many calls; anything else has another reason. */
const isByLimit = ({ status }: Exchange) => status === 429 || status === 503;

function ofRefused({ probe, limited }: Seen, judge: (answer: Exchange) => Finding): Finding {
	const answer = [probe?.refused, ...limited].find((one) => one && isByLimit(one));
	return answer ? judge(answer) : notSeen(shown`nothing was refused by the limit`);
}

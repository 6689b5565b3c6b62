import { ASSUMPTIONS } from '../assumptions';
import type { Assumption, Finding, Verdict } from '../assumptions/assumption';
import { joined, ours, shown, type Shown } from '../mask/shown';
import type { Seen } from '../seen';
import { table } from './texts';

export type Judged = Pick<Assumption, 'id' | 'section' | 'says'> & Finding;

export const judgeAll = (seen: Seen): Judged[] =>
	ASSUMPTIONS.map(({ judge, ...assumption }) => ({ ...assumption, ...judge(seen) }));

const WORDS: Record<Verdict, Shown> = {
	'as documented': shown`as documented`,
	differs: shown`**differs**`,
	'not seen': shown`not seen`,
};

export function verdictTable(all: Judged[]): Shown {
	const rows = all.map(({ id, section, says, what, verdict }) => [
		ours(id),
		ours(section),
		ours(says),
		what,
		WORDS[verdict],
	]);
	return table(
		[shown`No.`, shown`Section`, shown`What docs/kore-api.md says`, shown`Seen`, shown`Verdict`],
		rows,
	);
}

export function summary(all: Judged[]): Shown {
	const count = (verdict: Verdict) => all.filter((one) => one.verdict === verdict).length;
	return shown`${count('as documented')} as documented, ${count('differs')} differ, ${count('not seen')} not seen.`;
}

/** What the reader looks for first. */
export function differences(all: Judged[]): Shown {
	const rows = all
		.filter(({ verdict }) => verdict === 'differs')
		.map(({ id, says, what }) => shown`- **${ours(id)}** ${ours(says)} *Seen:* ${what}`);
	return rows.length > 0 ? joined(rows, '\n') : shown`Nothing.`;
}

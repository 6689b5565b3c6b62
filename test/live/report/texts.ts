import { joined, shown, type Shown } from '../mask/shown';

/** A table in Markdown. */
export const table = (head: Shown[], rows: Shown[][]): Shown =>
	joined(
		[head, head.map(() => shown`---`), ...rows].map((cells) => shown`| ${joined(cells, ' | ')} |`),
		'\n',
	);

/** What is folded away until somebody clicks. */
export const folded = (title: Shown, content: Shown): Shown =>
	shown`<details><summary>${title}</summary>

${content}

</details>`;

/** When something came, in milliseconds from an answer on. */
export const timeOf = (after: number): Shown =>
	shown`${Math.round(Math.abs(after))} ms ${after >= 0 ? shown`after` : shown`before`} the answer`;

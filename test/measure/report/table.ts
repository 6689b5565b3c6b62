type Cell = string | number;

/** A table in Markdown; the columns of numbers are set to the right. */
export function table(head: Cell[], rows: Cell[][]): string {
	const isNumber = (_: Cell, column: number) =>
		rows.length > 0 && rows.every((row) => typeof row[column] === 'number');
	const rule = head.map((cell, column) => (isNumber(cell, column) ? '--:' : '---'));
	return [head, rule, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

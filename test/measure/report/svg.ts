/** A white picture with a sans-serif font. */
export const svg = (width: number, height: number, content: string[]) =>
	`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="system-ui, sans-serif" font-size="12" fill="#111827">
	<rect width="100%" height="100%" fill="#ffffff"/>
${content.join('\n')}
</svg>
`;

/** A part of a picture with its title and what it shows. */
export const panel = (x: number, y: number, title: string, hint: string, content: string) =>
	`	<g transform="translate(${x} ${y})">
		<text x="16" y="26" font-size="14" font-weight="bold">${title}</text>
		<text x="16" y="44" fill="#4b5563">${hint}</text>${content}
	</g>`;

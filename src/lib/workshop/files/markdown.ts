/** Writes CommonMark with tables. People's words never become markup. */

/** Words on one line, with every character escaped that has a meaning in Markdown or HTML. */
export function escaped(words: string): string {
	return words
		.replace(/\s+/g, ' ')
		.trim()
		.replace(/[\\`*_[\]<>|~&$#]/g, '\\$&')
		.replace(/^([+=-])/, '\\$1')
		.replace(/^(\d+)([.)])/, '$1\\$2');
}

/** A table from cells that are Markdown already. `alignments` has one letter per column: left or right. */
export function table(
	header: readonly string[],
	rows: readonly (readonly string[])[],
	alignments: string
): string {
	const rule = header.map((_, column) => (alignments[column] === 'r' ? '--:' : '---'));
	return [header, rule, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
export const bullets = (lines: readonly string[]): string =>
	lines.map((line) => `- ${line}`).join('\n');

/** Joins blocks with an empty line between them; leaves out empty blocks. */
export const blocks = (parts: readonly string[]): string =>
	parts.filter((part) => part !== '').join('\n\n') + '\n';

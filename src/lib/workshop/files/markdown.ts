/** CommonMark with tables, in which no words of people become markup. */

/** Words on one line in which no character means anything to Markdown or HTML. */
export function escaped(words: string): string {
	return words
		.replace(/\s+/g, ' ')
		.trim()
		.replace(/[\\`*_[\]<>|~&$#]/g, '\\$&')
		.replace(/^([+=-])/, '\\$1')
		.replace(/^(\d+)([.)])/, '$1\\$2');
}

/** A table of cells that are Markdown already. `alignments` has a letter per column: left or right. */
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

/** Blocks with an empty line between; empty ones are left out. */
export const blocks = (parts: readonly string[]): string =>
	parts.filter((part) => part !== '').join('\n\n') + '\n';

/** Signs that lists begin their lines with: bullets, and numbers with a dot or bracket. */
const BULLET = /^\s*(?:[-*•–·▪◦]|\d{1,3}[.)])\s+/;

/** The notes that a pasted text would make, one per line, without bullets and blank lines. */
export function splitLines(text: string): string[] {
	return text
		.split(/\r\n|\r|\n/)
		.map((line) => line.replace(BULLET, '').trim())
		.filter((line) => line !== '');
}

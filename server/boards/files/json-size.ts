/**
 * Estimates from the bytes of a JSON text how much memory its values need: parsed, `[],[],…` takes forty times its
 * size.
 */

/** The fullest board that pages can create has about 760,000 values. A million take at most 180 MB of heap. */
const MOST_VALUES = 1_000_000;
/** Board files are nested at most a tenth as deep. */
const MOST_DEPTH = 100;

const [QUOTE, BACKSLASH, COMMA, OPEN_LIST, CLOSE_LIST, OPEN_MAP, CLOSE_MAP] =
	Buffer.from('"\\,[]{}');

/** Whether the text has more values, or deeper ones, than a board has. One pass, without allocations. */
export function isBeyondBoards(json: Uint8Array): boolean {
	let values = 0;
	let depth = 0;
	let inString = false;
	for (let at = 0; at < json.length; at++) {
		const sign = json[at];
		if (inString) {
			if (sign === BACKSLASH) at++;
			else if (sign === QUOTE) inString = false;
		} else if (sign === QUOTE) inString = true;
		else if (sign === COMMA) values++;
		else if (sign === OPEN_LIST || sign === OPEN_MAP) {
			values++;
			depth++;
		} else if (sign === CLOSE_LIST || sign === CLOSE_MAP) depth--;
		if (values > MOST_VALUES || depth > MOST_DEPTH) return true;
	}
	return false;
}

/** How much a JSON text would become, told from its bytes: parsed, `[],[],…` takes forty times its size. */

/** The fullest board that pages can bring about has some 760,000. So many take 180 MB of heap at most. */
const MOST_VALUES = 1_000_000;
/** Of a board file at most a tenth of these lie in each other. */
const MOST_DEPTH = 100;

const [QUOTE, BACKSLASH, COMMA, OPEN_LIST, CLOSE_LIST, OPEN_MAP, CLOSE_MAP] =
	Buffer.from('"\\,[]{}');

/** Whether more values come of it, or deeper ones, than a board has. One pass, which makes nothing. */
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

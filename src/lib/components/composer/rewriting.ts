/**
 * The words that somebody is putting into other words. They stay on the device until the new note is
 * posted, so that neither a reload nor a second thought loses them.
 */
const key = (board: string) => `groundwork rewriting ${board}`;

export function readRewriting(board: string): string {
	try {
		return localStorage.getItem(key(board)) ?? '';
	} catch {
		return '';
	}
}
/** Where the browser stores nothing, the words last as long as the page. */
export function writeRewriting(board: string, text: string) {
	try {
		if (text === '') localStorage.removeItem(key(board));
		else localStorage.setItem(key(board), text);
	} catch {
		return;
	}
}

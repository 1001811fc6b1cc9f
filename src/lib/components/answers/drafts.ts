/**
 * Answers that somebody has begun to type. They stay on the device until they are posted or given up, so that neither a
 * reload nor a group that moves on loses them.
 */
const keyOf = (board: string, about: string) => `groundwork answer ${board} ${about}`;

export function readDraft(board: string, about: string): string {
	try {
		return localStorage.getItem(keyOf(board, about)) ?? '';
	} catch {
		return '';
	}
}
/** Where the browser stores nothing, the words last as long as the page. */
export function writeDraft(board: string, about: string, text: string) {
	try {
		if (text === '') localStorage.removeItem(keyOf(board, about));
		else localStorage.setItem(keyOf(board, about), text);
	} catch {
		return;
	}
}

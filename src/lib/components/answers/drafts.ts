/** A board as one participant sees it: another one may come to it on the same device. */
export interface Writer {
	readonly id: string;
	readonly me: { readonly id: string };
}

/**
 * Answers that somebody has begun to type. They stay on the device until they are posted or given up, so that neither a
 * reload nor a group that moves on loses them.
 */
const keyOf = (writer: Writer, about: string) =>
	`groundwork answer ${writer.id} ${writer.me.id} ${about}`;

export function readDraft(writer: Writer, about: string): string {
	try {
		return localStorage.getItem(keyOf(writer, about)) ?? '';
	} catch {
		return '';
	}
}
/** Where the browser stores nothing, the words last as long as the page. */
export function writeDraft(writer: Writer, about: string, text: string) {
	try {
		if (text === '') localStorage.removeItem(keyOf(writer, about));
		else localStorage.setItem(keyOf(writer, about), text);
	} catch {
		return;
	}
}

/** A board as one participant sees it: another one may come to it on the same device. */
export interface Writer {
	readonly id: string;
	readonly me: { readonly id: string };
}

/**
 * The words that somebody is putting into other words. They stay on the device until the new note is
 * posted, so that neither a reload nor a second thought loses them.
 */
export interface Original {
	text: string;
	/** The own note on the wall that says it, or ''. */
	note: string;
}

const keyOf = ({ id, me }: Writer) => `groundwork rewriting ${id} ${me.id}`;

export function readRewriting(writer: Writer): Original[] {
	try {
		const kept: unknown = JSON.parse(localStorage.getItem(keyOf(writer)) ?? '[]');
		return Array.isArray(kept) ? kept.filter(isOriginal) : [];
	} catch {
		return [];
	}
}
/** Where the browser stores nothing, the words last as long as the page. */
export function writeRewriting(writer: Writer, originals: readonly Original[]) {
	try {
		if (originals.length === 0) localStorage.removeItem(keyOf(writer));
		else localStorage.setItem(keyOf(writer), JSON.stringify(originals));
	} catch {
		return;
	}
}
function isOriginal(kept: unknown): kept is Original {
	if (typeof kept !== 'object' || kept === null) return false;
	const { text, note } = kept as Partial<Record<keyof Original, unknown>>;
	return typeof text === 'string' && text !== '' && typeof note === 'string';
}

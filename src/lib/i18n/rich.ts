/**
 * Splits texts of a catalogue that contain links, keys or people's words: `'Read <link>the privacy page</link>,
 * <name/>.'`
 */
export interface RichPart {
	/** Name of the tag; '' for plain text. */
	tag: string;
	text: string;
}

/** The parts of a text in order. Tags do not nest; anything that is not a tag stays text. */
export function richParts(text: string): RichPart[] {
	const parts: RichPart[] = [];
	let from = 0;
	for (const match of text.matchAll(/<(\w+)(?:\/>|>([^<]*)<\/\1>)/g)) {
		if (match.index > from) parts.push({ tag: '', text: text.slice(from, match.index) });
		parts.push({ tag: match[1] ?? '', text: match[2] ?? '' });
		from = match.index + match[0].length;
	}
	if (from < text.length) parts.push({ tag: '', text: text.slice(from) });
	return parts;
}

/**
 * Keeps a page live while a browser translates it. Chrome takes each text out of the page and puts a `<font>` with the
 * translation in its place, so that a script changes and removes texts that nobody sees. This puts each of them back,
 * empty, before its translation: a script that moves or removes it takes the translation along, and one that changes
 * it shows the new words, which the browser then translates in turn.
 * @returns what ends it
 */
export function keepTranslatedLive(page: Node): () => void {
	interface Translated {
		font: Element;
		/** The text's own. */
		words: string;
	}
	const translations = new WeakMap<Node, Translated>();
	const texts = new WeakMap<Node, Text>();

	function putBack(text: Text, { addedNodes, previousSibling, nextSibling }: MutationRecord) {
		const near = [...addedNodes, previousSibling, nextSibling];
		const font = near.find((node) => node instanceof Element && node.localName === 'font');
		if (!(font instanceof Element) || !font.isConnected || texts.has(font)) return;
		translations.set(text, { font, words: text.data });
		texts.set(font, text);
		text.data = '';
		font.before(text);
	}
	function forget(text: Text, { font, words }: Translated) {
		translations.delete(text);
		font.remove();
		if (text.data === '') text.data = words;
	}
	function takeAlong(text: Text, translated: Translated) {
		if (!text.isConnected || !translated.font.isConnected) forget(text, translated);
		else if (text.nextSibling !== translated.font) text.after(translated.font);
	}
	function look(record: MutationRecord) {
		const changed = translations.get(record.target);
		if (record.target instanceof Text && changed) {
			translations.delete(record.target);
			changed.font.remove();
		}
		for (const node of record.removedNodes) {
			const original = texts.get(node);
			const untranslated = original && !node.isConnected && translations.get(original);
			if (untranslated) forget(original, untranslated);
			if (!(node instanceof Text)) continue;
			const translated = translations.get(node);
			if (translated) takeAlong(node, translated);
			else if (!node.isConnected && node.data.trim() !== '') putBack(node, record);
		}
	}
	const observer = new MutationObserver((records) => {
		records.forEach(look);
		observer.takeRecords();
	});
	observer.observe(page, { childList: true, characterData: true, subtree: true });
	return () => observer.disconnect();
}

/**
 * Takes the elements of a translation that came before the scripts off its words, so that Svelte finds the page as it
 * was sent. Otherwise it would make all anew, and lose what was typed into it. To be called before it begins.
 */
export function unwrapTranslated(page: ParentNode) {
	for (const font of page.querySelectorAll('font')) font.replaceWith(...font.childNodes);
}

/**
 * Keeps a page up to date while a browser translates it. Chrome replaces each text node with a `<font>` that contains
 * the translation, so that scripts would change and remove nodes that nobody sees. This function puts each text node
 * back, empty, before its translation. When a script moves or removes the node, the translation goes with it. When a
 * script changes the node, the new words appear and the browser translates them.
 * @returns a function that stops this
 */
export function keepTranslatedLive(page: Node): () => void {
	interface Translated {
		font: Element;
		/** The original text. */
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
 * Unwraps translations that the browser made before the scripts loaded, so that Svelte finds the page as the server
 * sent it. Otherwise Svelte would render everything again and lose typed text. Call it before hydration.
 */
export function unwrapTranslated(page: ParentNode) {
	for (const font of page.querySelectorAll('font')) font.replaceWith(...font.childNodes);
}

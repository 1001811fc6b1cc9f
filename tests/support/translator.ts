/** Imitates a browser's translation of a page: changes the document as Chrome does, but keeps the words. */
import type { BrowserContext, Page } from '@playwright/test';

/** Translates all pages of a browser from now on: each once its scripts run, and then its changes. */
export const translatePages = (browser: BrowserContext) => browser.addInitScript(translator);
/** Translates the current content of a page; `translatePages` must have prepared its browser. */
export const translateNow = (page: Page) => page.evaluate(() => window.translateNow());

declare global {
	interface Window {
		translateNow: () => void;
	}
}

function translator() {
	const KEPT = '[translate="no"], font, script, style, textarea, svg, option';
	function translate(root: Node) {
		const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
		const texts = [];
		for (let node: Node | null = root; node; node = walker.nextNode())
			if (node instanceof Text && node.data.trim() !== '') texts.push(node);
		for (const text of texts) {
			if (!text.isConnected || text.parentElement?.closest(KEPT)) continue;
			const font = document.createElement('font');
			font.append(document.createElement('font'));
			font.firstElementChild?.append(text.data);
			text.before(font);
			text.remove();
		}
	}
	window.translateNow = () => translate(document.body);
	function begin() {
		translate(document.body);
		new MutationObserver((records) => {
			for (const { type, target, addedNodes } of records)
				if (type === 'characterData') translate(target);
				else addedNodes.forEach(translate);
		}).observe(document.body, { childList: true, characterData: true, subtree: true });
	}
	const waiting = new MutationObserver(() => {
		// SvelteKit adds this element once the page is mounted.
		if (!document.querySelector('#svelte-announcer')) return;
		waiting.disconnect();
		begin();
	});
	waiting.observe(document, { childList: true, subtree: true });
}

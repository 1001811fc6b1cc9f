/** Finds words on a page in a trial language that are still English. */
import type { Page } from '@playwright/test';

/** Names that are the same in every language. */
const NAMES =
	/\b(Groundwork|Markdown|CSV|JSON|XLSX|PDF|ISO|Jira|Excel|Word|URL|https?|GitLab|Azure|DevOps|Linear|Trello)\b/g;

/**
 * Texts and labels on the page that contain a word of plain letters. People's words are left out: they are in `bdi`, in
 * fields, or in elements with `dir`.
 */
export function untranslated(page: Page): Promise<string[]> {
	return page.evaluate((names) => {
		const known = new RegExp(names, 'g');
		const english = (text: string) => /[A-Za-z]{2,}/.test(text.replace(known, ''));
		const theirs =
			'bdi, [dir="auto"], [dir="ltr"], code, kbd, input, textarea, script, style, [contenteditable]';
		const found = new Set<string>();
		const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_ALL);
		for (let node = walk.nextNode(); node; node = walk.nextNode()) {
			if (node instanceof Element) {
				for (const name of [
					'aria-label',
					'title',
					'placeholder',
					'alt',
					'aria-description',
					'aria-roledescription',
					'aria-valuetext'
				]) {
					const label = node.getAttribute(name)?.replace(/\u2068[^\u2069]*\u2069|“[^”]*”/g, '');
					if (label && english(label)) found.add(`${name}: ${label}`);
				}
			} else if (node.nodeType === Node.TEXT_NODE) {
				const text = node.textContent?.trim() ?? '';
				if (english(text) && !node.parentElement?.closest(theirs)) found.add(text);
			}
		}
		return [...found];
	}, NAMES.source);
}

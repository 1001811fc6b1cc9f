/** The sample with right-to-left words, and a check for words that a page lays out in the wrong direction. */
import { all as en } from '../../src/lib/i18n/en/all.ts';
import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { sampleRecord } from '../../src/lib/workshop/sample/sample.ts';

/** Hebrew for "words", with a number: each text differs from all others. */
export const rightToLeft = (n: number) => `מילים ${n}.`;

/** Fields with single words by people; their longer texts are recognised by their spaces. */
const PEOPLES = ['title', 'name', 'unit', 'owner'];

/** The sample's board file, with all words by people in Hebrew and a full stop at their end. */
export function rightToLeftSample(): string {
	const texts = new Map<string, string>();
	const inHebrew = (text: string) => {
		const hebrew = texts.get(text) ?? rightToLeft(texts.size + 1);
		texts.set(text, hebrew);
		return hebrew;
	};
	const record = sampleRecord(randomUUID, Date.now(), en);
	const named = { ...record, stage: { ...record.stage, attribution: 'named' } };
	return JSON.stringify(named, (key, value: unknown) =>
		typeof value === 'string' && value !== '' && (PEOPLES.includes(key) || value.includes(' '))
			? inHebrew(value)
			: value
	);
}

/**
 * Hebrew words that a page lays out from left to right, so that their full stop is at the wrong end, each with its
 * element. Words between isolating characters in a sentence are correct.
 */
export const wrongWayRound = (page: Page): Promise<string[]> =>
	page.evaluate(() => {
		const UNSEEN = 'script, style, textarea, .visually-hidden, #svelte-announcer';
		const hebrew = /[\u0590-\u05ff]/;
		const isWrong = (words: string | null) =>
			hebrew.test((words ?? '').replace(/\u2068[^\u2068\u2069]*\u2069/g, ''));
		const runsLeft = (element: Element) => getComputedStyle(element).direction === 'ltr';
		const told = (element: Element, words: string) => {
			const way = [];
			for (let one: Element | null = element; one && way.length < 4; one = one.parentElement)
				way.unshift(`${one.localName}${one.classList[0] ? `.${one.classList[0]}` : ''}`);
			return `${way.join(' > ')}: ${words.trim().replace(/\s+/g, ' ')}`;
		};
		const wrong = [];
		const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
		for (let text = walker.nextNode(); text; text = walker.nextNode()) {
			const element = text.parentElement;
			if (!element || element.closest(UNSEEN)) continue;
			if (isWrong(text.textContent) && runsLeft(element))
				wrong.push(told(element, text.textContent ?? ''));
		}
		for (const field of document.querySelectorAll<HTMLInputElement>('input, textarea'))
			if (hebrew.test(field.value) && runsLeft(field)) wrong.push(told(field, field.value));
		for (const element of document.querySelectorAll<HTMLElement>('[title]'))
			if (isWrong(element.title) && /[a-z]/i.test(element.title))
				wrong.push(told(element, `title="${element.title}"`));
		if (isWrong(document.title)) wrong.push(`title of the page: ${document.title}`);
		return [...new Set(wrong)];
	});

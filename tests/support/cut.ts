/** Finds elements that do not fit on a page, as may happen with the words of a longer language. */
import type { Page } from '@playwright/test';

const NAMES = 'button, a, label, legend, summary, h1, h2, h3, h4, th';

/** Names of buttons, fields and headings that are cut off, and of elements that extend beyond the page's width. */
export const cutOff = (page: Page): Promise<string[]> =>
	page.evaluate((names) => {
		const { scrollWidth, clientWidth } = document.documentElement;
		const told = (element: HTMLElement) =>
			`${element.localName}.${element.classList[0] ?? ''}: ${element.textContent.trim().slice(0, 60)}`;
		const isCut = (element: HTMLElement) => {
			const { overflowX, textOverflow } = getComputedStyle(element);
			const hides = overflowX === 'hidden' || overflowX === 'clip';
			return hides && textOverflow !== 'ellipsis' && element.scrollWidth > element.clientWidth;
		};
		const sticksOut = (element: HTMLElement) => {
			const { left, right } = element.getBoundingClientRect();
			return left < -1 || right > clientWidth + 1;
		};
		const all = [...document.body.querySelectorAll<HTMLElement>('*')].filter(
			// Text for screen readers only has a width of one pixel.
			(element) => !element.closest('svg') && element.clientWidth !== 1
		);
		const cut = all.filter((element) => element.matches(names) && isCut(element));
		const out = scrollWidth > clientWidth ? all.filter(sticksOut) : [];
		return [...cut, ...out].map(told);
	}, NAMES);

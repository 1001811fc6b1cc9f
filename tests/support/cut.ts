/** What has no room on a page, as the words of a longer language may. */
import type { Page } from '@playwright/test';

const NAMES = 'button, a, label, legend, summary, h1, h2, h3, h4, th';

/**
 * Names of buttons, fields and headings that are cut, and what sticks out at the side where the page has to be moved to
 * be read.
 */
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
			// What only screen readers get has a pixel of room.
			(element) => !element.closest('svg') && element.clientWidth !== 1
		);
		const cut = all.filter((element) => element.matches(names) && isCut(element));
		const out = scrollWidth > clientWidth ? all.filter(sticksOut) : [];
		return [...cut, ...out].map(told);
	}, NAMES);

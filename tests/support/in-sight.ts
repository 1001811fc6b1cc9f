/** Checks whether an element covers content that people press or read. */
import { expect, type Locator, type Page } from '@playwright/test';

/**
 * The content below an element on the screen, besides the surfaces that contain it: words and controls by their text.
 */
export function covered(over: Locator): Promise<string[]> {
	return over.evaluate((element) => {
		const { left, top, width, height } = element.getBoundingClientRect();
		const parts = [0.02, 0.25, 0.5, 0.75, 0.98];
		const points = parts.flatMap((x) =>
			parts.map((y) => [left + x * width, top + y * height] as const)
		);
		const under = points.flatMap(([x, y]) => document.elementsFromPoint(x, y));
		const others = [...new Set(under)].filter(
			(one) => !element.contains(one) && !one.contains(element)
		);
		const holdsWords = (one: Element) =>
			[...one.childNodes].some(({ nodeType, data }: ChildNode & { data?: string }) => {
				return nodeType === Node.TEXT_NODE && data?.trim() !== '';
			});
		return others
			.filter((one) => one.matches('button, a, input, textarea, select') || holdsWords(one))
			.map((one) => one.getAttribute('aria-label') ?? one.textContent?.trim() ?? one.tagName);
	});
}
/** Waits until an element covers nothing. */
export async function expectCoversNothing(over: Locator): Promise<void> {
	await expect(over).toBeVisible();
	await expect.poll(() => covered(over)).toEqual([]);
}
/** Scrolls every scrolling element on a page to its start, middle or end. */
export const scrollPage = (page: Page, to: 'start' | 'middle' | 'end'): Promise<void> =>
	page
		.locator('main .step, main .map')
		.first()
		.evaluate((scroller, where) => {
			const most = scroller.scrollHeight - scroller.clientHeight;
			scroller.scrollTo(0, { start: 0, middle: most / 2, end: most }[where]);
		}, to);

/** Actions of a person without a mouse. */
import { expect, type Locator, type Page } from '@playwright/test';

/** Far more tab stops than a board has. */
const MOST_STOPS = 80;
const MOST_ARROWS = 12;

const hasFocus = (target: Locator) =>
	target.evaluate((element) => element === document.activeElement);

/** Presses Tab until this element has the focus, like a person looking for it. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
	await expect(target).toBeVisible();
	for (let stop = 0; stop < MOST_STOPS && !(await hasFocus(target)); stop += 1)
		await page.keyboard.press('Tab');
	await expect(target, 'Tab reaches it').toBeFocused();
}
/** Tabs to a field and types. */
export async function typeInto(page: Page, target: Locator, text: string): Promise<void> {
	await tabTo(page, target);
	await page.keyboard.type(text);
}
/** Tabs to a button or link and presses it. */
export async function press(page: Page, target: Locator): Promise<void> {
	await tabTo(page, target);
	await page.keyboard.press('Enter');
}
/** Chooses a radio button in a group: Tab finds the group, arrows find the button. */
export async function choose(page: Page, group: Locator, option: Locator): Promise<void> {
	const isInside = () => group.evaluate((element) => element.contains(document.activeElement));
	for (let stop = 0; stop < MOST_STOPS && !(await isInside()); stop += 1)
		await page.keyboard.press('Tab');
	await page.keyboard.press('Space');
	for (let nth = 0; nth < MOST_ARROWS && !(await option.isChecked()); nth += 1)
		await page.keyboard.press('ArrowDown');
	await expect(option).toBeChecked();
}
/** Moves from the focused item to another item on the wall by arrows, by their positions on the screen. */
export async function arrowTo(page: Page, target: Locator): Promise<void> {
	await expect(target).toBeVisible();
	for (let nth = 0; nth < MOST_ARROWS && !(await hasFocus(target)); nth += 1) {
		const way = await target.evaluate((element) => {
			const to = element.getBoundingClientRect();
			const from = (document.activeElement ?? document.body).getBoundingClientRect();
			const [x, y] = [to.left - from.left, to.top - from.top];
			if (Math.abs(x) > Math.abs(y)) return x > 0 ? 'ArrowRight' : 'ArrowLeft';
			return y > 0 ? 'ArrowDown' : 'ArrowUp';
		});
		await page.keyboard.press(way);
	}
	await expect(target, 'arrows reach it').toBeFocused();
}

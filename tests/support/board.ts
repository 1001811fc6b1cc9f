/** What people do on a board, by the names that they see. */
import { expect, type Locator, type Page } from '@playwright/test';

export const note = (page: Page, text: string): Locator =>
	page.locator('[data-note]').filter({ hasText: text });
export const cluster = (page: Page, title: string): Locator =>
	page.locator('[data-cluster]').filter({ has: page.getByRole('heading', { name: title }) });
export const composer = (page: Page): Locator => page.getByRole('textbox', { name: /your note/i });

/** Writes a note with the composer and waits until the page shows it. */
export async function post(page: Page, text: string): Promise<void> {
	await composer(page).fill(text);
	await composer(page).press('Enter');
	await expect(composer(page)).toHaveValue('');
	await expect(page.getByText(text, { exact: true }).first()).toBeVisible();
}

/** The facilitator's primary button: reveals, or takes the group on. */
export async function reveal(page: Page): Promise<void> {
	await page.getByRole('button', { name: 'Reveal notes' }).first().click();
}
/** Moves the group on to the step with this title. */
export async function goTo(page: Page, title: string): Promise<void> {
	await page.getByRole('button', { name: `Next: ${title}` }).click();
	const anyway = page.getByRole('dialog').getByRole('button', { name: /go on|continue|move on/i });
	const arrived = page.locator('[aria-current="step"]').filter({ hasText: title });
	await expect(arrived.or(anyway).first()).toBeVisible();
	if (await anyway.isVisible()) await anyway.click();
	await expect(arrived.first()).toBeVisible();
}

export interface Point {
	x: number;
	y: number;
}
/** The middle of something on the screen. */
export async function middle(target: Locator): Promise<Point> {
	const box = await target.boundingBox();
	if (!box) throw new Error('it is not on the screen');
	return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}
/** Lifts something with the mouse and carries it, without letting go. */
export async function lift(page: Page, what: Locator, to: Point): Promise<void> {
	const from = await middle(what);
	await page.mouse.move(from.x, from.y);
	await page.mouse.down();
	await page.mouse.move(from.x + 8, from.y + 8, { steps: 3 });
	await page.mouse.move(to.x, to.y, { steps: 8 });
}
/** Drags something to a place and lets go. */
export async function drag(page: Page, what: Locator, to: Point): Promise<void> {
	await lift(page, what, to);
	await page.mouse.up();
}

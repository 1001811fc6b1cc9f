/** People's actions on a board, by the names that they see. */
import { expect, type Locator, type Page } from '@playwright/test';

export const note = (page: Page | Locator, text: string): Locator =>
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

/** Reveals the notes that the group wrote in silence, once there are any. */
export async function reveal(page: Page): Promise<void> {
	await page.getByRole('button', { name: 'Reveal notes' }).first().click();
}
/** Moves the group to the step with this title. */
export async function goTo(page: Page, title: string): Promise<void> {
	await page.getByRole('button', { name: `Next: ${title}` }).click();
	const anyway = page.getByRole('dialog').getByRole('button', { name: /go on|continue|move on/i });
	const arrived = page.locator('[aria-current="step"]').filter({ hasText: title });
	await expect(arrived.or(anyway).first()).toBeVisible();
	if (await anyway.isVisible()) await anyway.click();
	await expect(arrived.first()).toBeVisible();
}

/** Switches the group from silent to open writing. */
export async function writeOpenly(facilitator: Page): Promise<void> {
	await facilitator.getByText('Openly', { exact: true }).click();
	await expect(facilitator.getByRole('button', { name: /^Next: / })).toBeVisible();
}
/** Waits for a note or cluster, and fits the wall if the item is where it cannot be pressed. */
async function bringInSight(page: Page, item: Locator): Promise<void> {
	await expect(item).toBeVisible();
	// Its buttons are at its corners: one of them may be under the bar although its middle is not.
	const isOnTop = await item.evaluate((element) => {
		const { left, right, top, bottom } = element.getBoundingClientRect();
		const inside = 14;
		const middle = [(left + right) / 2, (top + bottom) / 2];
		const corners = [left + inside, right - inside].map((x) => [x, top + inside]);
		return [middle, ...corners].every(([x = 0, y = 0]) =>
			element.contains(document.elementFromPoint(x, y))
		);
	});
	const fit = page.getByRole('button', { name: 'Fit', exact: true });
	if (!isOnTop && (await fit.isVisible())) await fit.click();
}
/** Chooses an entry from the menu of a note or cluster. */
export async function pick(page: Page, item: Locator, entry: string): Promise<void> {
	await bringInSight(page, item.first());
	await item.first().hover();
	await item
		.getByRole('button', { name: /^Actions for this/ })
		.first()
		.click();
	await page.getByRole('menuitem', { name: entry }).click();
}
/** Moves a note on the wall into the cluster with this title; creates the cluster if there is none. */
export async function moveTo(page: Page, text: string, title: string): Promise<void> {
	await seeAll(page);
	await pick(page, note(page, text), 'Move to…');
	await page.getByRole('dialog').getByRole('combobox').fill(title);
	await page.getByRole('option', { name: title }).first().click();
	await expect(note(cluster(page, title), text)).toBeVisible();
}
/** Focuses the wall, like a click on its paper: single letters then act as commands. */
export async function goToWall(page: Page): Promise<void> {
	await page.locator('[data-board]').focus();
}
/** Zooms and pans so that the whole wall is in view. */
export async function seeAll(page: Page): Promise<void> {
	await page.getByRole('button', { name: 'Fit', exact: true }).click();
}
/** Goes from Problems to an open vote with a cluster for each of these titles. */
export async function clusterForVote(facilitator: Page, titles: readonly string[]): Promise<void> {
	for (const title of titles) await post(facilitator, `Because of: ${title}`);
	await reveal(facilitator);
	await goTo(facilitator, 'Cluster');
	for (const title of titles) await moveTo(facilitator, `Because of: ${title}`, title);
	await goTo(facilitator, 'Vote');
}

/** Closes the open round, even if not everybody has finished, and waits for the alignment map. */
export async function closeRound(facilitator: Page): Promise<void> {
	await facilitator.getByRole('button', { name: 'Close and reveal' }).click();
	const sure = facilitator.getByRole('dialog').getByRole('button', { name: 'Close and reveal' });
	const map = facilitator.getByRole('region', { name: 'Alignment map' });
	await expect(sure.or(map).first()).toBeVisible();
	if (await sure.isVisible()) await sure.click();
	await expect(map).toBeVisible();
}

/** Opens the dialog with all export files of a board. */
export async function openExport(page: Page): Promise<Locator> {
	await page.getByRole('button', { name: 'More' }).click();
	await page.getByRole('menuitem', { name: 'Export…' }).click();
	const dialog = page.getByRole('dialog', { name: 'Export' });
	await expect(dialog).toBeVisible();
	return dialog;
}
/** Opens the list of the people on the board. */
export async function openPeople(page: Page): Promise<Locator> {
	await page.getByRole('button', { name: /^People/ }).click();
	const list = page.getByRole('dialog').filter({ hasText: 'People' });
	await expect(list.getByText('(you)')).toBeVisible();
	return list;
}

/** The wall as a person sees it: the notes of each cluster by its title, loose ones under ''. */
export async function readWall(page: Page): Promise<Record<string, string[]>> {
	const homes = await page.locator('[data-note]').evaluateAll((notes) =>
		notes.map((note) => ({
			title: note.closest('[data-cluster]')?.querySelector('h3')?.textContent?.trim() ?? '',
			text: note.querySelector('p')?.textContent ?? ''
		}))
	);
	const wall: Record<string, string[]> = {};
	for (const { title, text } of homes) (wall[title] ??= []).push(text);
	for (const texts of Object.values(wall)) texts.sort();
	return wall;
}

export interface Point {
	x: number;
	y: number;
}
/** The middle of an element on the screen. */
export async function middle(target: Locator): Promise<Point> {
	const box = await target.boundingBox();
	if (!box) throw new Error('it is not on the screen');
	return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}
/** Picks up an element with the mouse and moves it, without dropping it. */
export async function lift(page: Page, what: Locator, to: Point): Promise<void> {
	const from = await middle(what);
	await page.mouse.move(from.x, from.y);
	await page.mouse.down();
	await page.mouse.move(from.x + 8, from.y + 8, { steps: 3 });
	await page.mouse.move(to.x, to.y, { steps: 8 });
}
/** Drags an element to a place and drops it. */
export async function drag(page: Page, what: Locator, to: Point): Promise<void> {
	await lift(page, what, to);
	await page.mouse.up();
}

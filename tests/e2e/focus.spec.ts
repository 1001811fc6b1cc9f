/** The focus never gets lost when others change the board, and letters typed on trigger no commands. */
import type { Locator, Page } from '@playwright/test';
import {
	cluster,
	composer,
	goTo,
	goToWall,
	moveTo,
	note,
	pick,
	post,
	seeAll
} from '../support/board.ts';
import { expect, test } from '../support/fixtures.ts';
import { join, startWorkshop } from '../support/people.ts';

const atHome = (page: Page) =>
	expect
		.poll(() => page.evaluate(() => document.activeElement?.tagName ?? 'BODY'))
		.not.toBe('BODY');
/** Focuses a note or a cluster by its words. */
async function standOn(page: Page, item: Locator) {
	await seeAll(page);
	await item.locator('h3, p').first().click();
	// The name of a cluster opens for editing.
	const name = page.getByLabel('Name of the cluster, as a problem');
	await expect(item.and(page.locator(':focus')).or(name)).toBeVisible();
	if (await name.isVisible()) await name.press('Escape');
	await expect(item).toBeFocused();
}
/** Keeps typing as if the field were still there, and expects that nothing happens. */
async function typesOn(page: Page) {
	await atHome(page);
	for (const key of ['n', '?', '/', 'm', 'c']) await page.keyboard.press(key);
	await expect(page.getByRole('dialog')).toHaveCount(0);
	await expect(page.getByRole('search')).toHaveCount(0);
	await expect(page.getByRole('textbox').and(page.locator(':focus'))).toHaveCount(0);
}

test('the focus stays on the board when its place is revealed, left or removed, or a menu or dialog closes', async ({
	page: mira,
	newPerson,
	server
}) => {
	const { link } = await startWorkshop(mira, server.url);
	const ana = await join(await newPerson(), link, { name: 'Ana', fn: 'Sales' });

	// The reveal removes the desk and the reveal button.
	await post(ana, 'Callers wait');
	await post(mira, 'Prices differ');
	await post(mira, 'Nobody calls back');
	await ana.getByRole('button', { name: 'Take this note back' }).focus();
	await mira.getByRole('button', { name: 'Reveal notes' }).first().focus();
	await mira.keyboard.press('Enter');
	for (const page of [mira, ana]) {
		await expect(note(page, 'Prices differ')).toBeVisible();
		await atHome(page);
	}

	// When somebody else moves the group to another step, the field disappears.
	await composer(ana).click();
	await ana.keyboard.type('Half of a ');
	await goTo(mira, 'Cluster');
	await expect(composer(ana)).toHaveCount(0);
	await typesOn(ana);
	await atHome(mira);

	// The focus is on a note, then on a cluster.
	await seeAll(ana);
	await standOn(ana, note(ana, 'Nobody calls back'));
	await moveTo(mira, 'Nobody calls back', 'Waiting');
	await expect(note(cluster(ana, 'Waiting'), 'Nobody calls back')).toBeFocused();
	await moveTo(mira, 'Callers wait', 'Waiting');
	await standOn(ana, cluster(ana, 'Waiting'));
	await pick(mira, cluster(mira, 'Waiting'), 'Split up');
	await expect(cluster(ana, 'Waiting')).toHaveCount(0);
	await atHome(ana);

	// The cluster is renamed while its name is being edited.
	await moveTo(mira, 'Callers wait', 'Waiting');
	await seeAll(ana);
	await standOn(ana, cluster(ana, 'Waiting'));
	await ana.keyboard.press('Enter');
	await expect(ana.getByLabel('Name of the cluster, as a problem')).toBeFocused();
	await ana.keyboard.type('Nobody a');
	await pick(mira, cluster(mira, 'Waiting'), 'Split up');
	await expect(cluster(ana, 'Waiting')).toHaveCount(0);
	await typesOn(ana);

	// Menus and dialogs, also after a field on the wall was removed.
	await seeAll(ana);
	await standOn(ana, note(ana, 'Prices differ'));
	await ana.keyboard.press('Shift+F10');
	await expect(
		ana.getByRole('menu').locator(':focus').or(ana.locator('[role="menu"]:focus')).first()
	).toBeVisible();
	await ana.keyboard.press('Escape');
	await expect(ana.getByRole('menu')).toHaveCount(0);
	await expect(note(ana, 'Prices differ')).toBeFocused();
	await ana.keyboard.press('m');
	await expect(ana.getByRole('dialog').getByRole('combobox')).toBeFocused();
	await ana.keyboard.press('Escape');
	await expect(note(ana, 'Prices differ')).toBeFocused();
	await goToWall(ana);
	await ana.keyboard.press('?');
	await expect(ana.getByRole('dialog', { name: 'Keys' })).toBeVisible();
	await ana.keyboard.press('Escape');
	await expect(ana.getByRole('dialog')).toHaveCount(0);
	await atHome(ana);
	await goToWall(ana);
	await ana.keyboard.press('ArrowDown');
	await expect(ana.locator('[data-note], [data-cluster]').and(ana.locator(':focus'))).toHaveCount(
		1
	);
	await ana.keyboard.press('/');
	await ana.getByRole('textbox', { name: 'Search the notes' }).fill('Prices');
	await ana.getByRole('button', { name: 'Close the search' }).press('Enter');
	await atHome(ana);
	const more = mira.getByRole('button', { name: 'More', exact: true });
	for (const entry of ['Export…', 'History…']) {
		await more.press('Enter');
		await mira.getByRole('menuitem', { name: entry }).press('Enter');
		await expect(mira.getByRole('dialog')).toBeVisible();
		await mira.keyboard.press('Escape');
		await expect(mira.getByRole('dialog')).toHaveCount(0);
		await expect(more).toBeFocused();
	}

	// A menu whose note is taken back by its writer.
	await mira.getByRole('button', { name: /Problems/ }).click();
	await seeAll(ana);
	await standOn(ana, note(ana, 'Prices differ'));
	await ana.keyboard.press('Shift+F10');
	await expect(ana.getByRole('menu')).toBeVisible();
	await seeAll(mira);
	await pick(mira, note(mira, 'Prices differ'), 'Take back');
	await expect(note(ana, 'Prices differ')).toHaveCount(0);
	await ana.keyboard.press('Escape');
	await expect(ana.getByRole('menu')).toHaveCount(0);
	await atHome(ana);
});

/** Unsaved words outlive their field: after a step change, a removal or a reload. */
import type { Page } from '@playwright/test';
import { expectAccessible } from '../support/accessible.ts';
import {
	cluster,
	composer,
	goTo,
	moveTo,
	note,
	pick,
	post,
	readWall,
	reveal,
	seeAll,
	writeOpenly
} from '../support/board.ts';
import { expect, test } from '../support/fixtures.ts';
import { expectBoard, join, startWorkshop } from '../support/people.ts';

const noteText = (page: Page) => page.getByRole('textbox', { name: 'Text of your note' });
const unfinished = (page: Page) =>
	page.locator('details').filter({ hasText: 'that you did not save' });

/** Ana's page in an open Post step, with one of her notes on the wall. */
async function anaWithANote(page: Page, url: string, context: Parameters<typeof join>[0]) {
	const { link } = await startWorkshop(page, url);
	await writeOpenly(page);
	const ana = await join(context, link, { name: 'Ana', fn: 'Sales' });
	await post(ana, 'Callers wait');
	await expect(note(page, 'Callers wait')).toBeVisible();
	return ana;
}
async function beginChange(ana: Page, words: string) {
	await seeAll(ana);
	await pick(ana, note(ana, 'Callers wait'), 'Edit');
	await noteText(ana).fill(words);
}

test('an unsaved change to a note is kept and shown after the group moves on, and can be continued later', async ({
	page: mira,
	newPerson,
	server
}) => {
	const ana = await anaWithANote(mira, server.url, await newPerson());
	await beginChange(ana, 'Callers wait for days');
	await goTo(mira, 'Cluster');

	await expect(noteText(ana)).toHaveCount(0);
	await expect(unfinished(ana)).toContainText('You typed 1 text that you did not save');
	await ana.reload();
	await expectBoard(ana);
	await unfinished(ana).locator('summary').click();
	await expect(unfinished(ana)).toContainText('Your change of a note: Callers wait for days');
	await expectAccessible(ana);

	await mira
		.getByRole('button', { name: /Problems/ })
		.first()
		.click();
	await expect(ana.getByRole('textbox', { name: /your note/i }).first()).toBeVisible();
	await seeAll(ana);
	await pick(ana, note(ana, 'Callers wait'), 'Edit');
	await expect(noteText(ana)).toHaveValue('Callers wait for days');
	await expect(unfinished(ana)).toHaveCount(0);
	await noteText(ana).press('Enter');
	await expect.poll(() => readWall(mira)).toEqual({ '': ['Callers wait for days'] });
	await ana.reload();
	await expectBoard(ana);
	await expect(unfinished(ana)).toHaveCount(0);
});

test('an unfinished note is shown when the group moves on, and is back in its field on return', async ({
	page: mira,
	newPerson,
	server
}) => {
	const ana = await anaWithANote(mira, server.url, await newPerson());
	await composer(ana).fill('Half of a thought');
	await goTo(mira, 'Cluster');
	await expect(composer(ana)).toHaveCount(0);
	await unfinished(ana).locator('summary').click();
	await expect(unfinished(ana)).toContainText('Your note: Half of a thought');
	await ana.reload();
	await expectBoard(ana);
	await expect(unfinished(ana)).toContainText('You typed 1 text that you did not save');

	await mira
		.getByRole('button', { name: /Problems/ })
		.first()
		.click();
	await expect(composer(ana)).toHaveValue('Half of a thought');
	await expect(unfinished(ana)).toHaveCount(0);
	await goTo(mira, 'Cluster');
	await unfinished(ana).locator('summary').click();
	await unfinished(ana).getByRole('button', { name: 'Let go' }).click();
	await expect(unfinished(ana)).toHaveCount(0);
});

test('an unsaved change to a note survives the reveal and a move by the facilitator', async ({
	page: mira,
	newPerson,
	server
}) => {
	const { link } = await startWorkshop(mira, server.url);
	const ana = await join(await newPerson(), link, { name: 'Ana', fn: 'Sales' });
	await post(ana, 'Callers wait');
	await ana.getByRole('listitem').filter({ hasText: 'Callers wait' }).hover();
	await ana.getByRole('button', { name: 'Edit this note' }).click();
	await noteText(ana).fill('Callers wait for');
	await reveal(mira);
	await expect(ana.locator('[data-note]').filter({ has: noteText(ana) })).toBeVisible();
	await expect(noteText(ana)).toBeFocused();
	await ana.keyboard.type(' days');

	await moveTo(mira, 'Callers wait', 'Nobody calls back');
	await expect(cluster(ana, 'Nobody calls back')).toBeVisible();
	await expect(noteText(ana)).toBeFocused();
	await ana.keyboard.type(' on end');
	await ana.keyboard.press('Enter');
	await expect
		.poll(() => readWall(mira))
		.toEqual({ 'Nobody calls back': ['Callers wait for days on end'] });
});

test('an unsaved change to a note that was taken back in another window can be copied or dropped', async ({
	page: mira,
	newPerson,
	server
}) => {
	const context = await newPerson();
	const ana = await anaWithANote(mira, server.url, context);
	const second = await context.newPage();
	await second.goto(ana.url());
	await expectBoard(second);
	await beginChange(ana, 'Callers wait for days');
	await seeAll(second);
	await pick(second, note(second, 'Callers wait'), 'Take back');
	await expect(note(ana, 'Callers wait')).toHaveCount(0);
	await expect(unfinished(ana)).toBeVisible();

	// Further key presses trigger no command.
	await ana.keyboard.type('n');
	await expect(ana.getByRole('dialog')).toHaveCount(0);
	await unfinished(ana).locator('summary').click();
	await expect(unfinished(ana)).toContainText('Callers wait for days');
	await unfinished(ana).getByRole('button', { name: 'Let go' }).click();
	await expect(unfinished(ana)).toHaveCount(0);
});

test('an unsaved cluster name stays with its writer when the wall is locked', async ({
	page: mira,
	newPerson,
	server
}) => {
	const { link } = await startWorkshop(mira, server.url);
	const ana = await join(await newPerson(), link, { name: 'Ana', fn: 'Sales' });
	await post(mira, 'Callers wait');
	await reveal(mira);
	await goTo(mira, 'Cluster');
	await moveTo(mira, 'Callers wait', 'Waiting');
	await seeAll(ana);
	await pick(ana, cluster(ana, 'Waiting'), 'Rename');
	await ana.getByLabel('Name of the cluster, as a problem').fill('Nobody calls back');
	await mira.getByText('Lock the wall').click();
	await expect(unfinished(ana)).toBeVisible();
	await unfinished(ana).locator('summary').click();
	await expect(unfinished(ana)).toContainText('The name of a cluster: Nobody calls back');

	await mira.getByText('Lock the wall').click();
	const name = ana.getByLabel('Name of the cluster, as a problem');
	await expect(name).toHaveValue('Nobody calls back');
	await name.press('Enter');
	await expect(cluster(mira, 'Nobody calls back')).toBeVisible();
	await expect(unfinished(ana)).toHaveCount(0);
});

test('an unsaved board title survives a reload', async ({ page, server }) => {
	await startWorkshop(page, server.url);
	await page.getByRole('button', { name: 'Why customers leave us' }).click();
	const title = page.getByLabel('Title of the board');
	await title.fill('Why customers stay');
	await page.reload();
	await expectBoard(page);
	await expect(unfinished(page)).toBeVisible();
	await page.getByRole('button', { name: 'Why customers leave us' }).click();
	await expect(title).toHaveValue('Why customers stay');
	await title.press('Enter');
	await expect(page.getByRole('button', { name: 'Why customers stay' })).toBeVisible();
	await expect(unfinished(page)).toHaveCount(0);
});

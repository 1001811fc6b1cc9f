/** Hebrew and Arabic words run right to left wherever people read them, with their full stop on the left. */
import type { Page } from '@playwright/test';
import { openPeople, pick } from '../support/board.ts';
import { expect, test } from '../support/fixtures.ts';
import { expectBoard, invite, join } from '../support/people.ts';
import { rightToLeft, rightToLeftSample, wrongWayRound } from '../support/right-to-left.ts';
import { goToEachStep } from '../support/steps.ts';

const DANA = rightToLeft(501);

/** Starts a board from the Hebrew sample, as its facilitator. */
async function openHebrewSample(page: Page, url: string) {
	await page.goto(`${url}/start`);
	await page.getByText('Start from an exported board').click();
	await page.getByLabel('JSON file').setInputFiles({
		name: 'board.json',
		mimeType: 'application/json',
		buffer: Buffer.from(rightToLeftSample())
	});
	await page.getByRole('button', { name: 'Make a new board from it' }).click();
	await expectBoard(page);
}
async function expectRightWay(page: Page, where: string) {
	expect.soft(await wrongWayRound(page), where).toEqual([]);
}

test('people’s words run in their own direction in each step, for facilitators and others', async ({
	page: mira,
	newPerson,
	server
}) => {
	test.setTimeout(240_000);
	await openHebrewSample(mira, server.url);
	const { link } = await invite(mira);
	const dana = await join(await newPerson(), link, { name: DANA, fn: 'Sales' });
	await goToEachStep(mira, async (title, index) => {
		await expect(dana.locator('[aria-current="step"]')).toContainText(title);
		await expectRightWay(mira, `step ${index + 1}, facilitator`);
		await expectRightWay(dana, `step ${index + 1}, participant`);
	});
});

test('people’s words run in their own direction in dialogs, menus, notices and the history', async ({
	page: mira,
	newPerson,
	server
}) => {
	test.setTimeout(240_000);
	await openHebrewSample(mira, server.url);
	const { link } = await invite(mira);
	await join(await newPerson(), link, { name: DANA, fn: 'Sales' });
	const dialog = mira.getByRole('dialog');
	const close = async () => {
		await mira.keyboard.press('Escape');
		await expect(dialog).toHaveCount(0);
	};

	const people = await openPeople(mira);
	await expect(people.getByText(DANA)).toBeVisible();
	await expectRightWay(mira, 'people');
	await people.getByRole('button', { name: `Actions for` }).click();
	await mira.getByRole('menuitem', { name: 'Remove from the board…' }).click();
	await expectRightWay(mira, 'removing somebody');
	await mira.getByRole('button', { name: 'Remove', exact: true }).click();
	await expect(dialog).toHaveCount(0);

	await mira.getByRole('button', { name: /^Parking lot \d/ }).click();
	await expect(dialog.getByRole('listitem').first()).toBeVisible();
	await expectRightWay(mira, 'parking lot');
	await close();

	for (const entry of [
		'Edit the steps…',
		'History…',
		'Share…',
		'Import notes…',
		'Delete the board…'
	]) {
		await mira.getByRole('button', { name: 'More' }).click();
		await expectRightWay(mira, 'menu of the board');
		await mira.getByRole('menuitem', { name: entry }).click();
		await expect(dialog).toBeVisible();
		if (entry === 'History…') {
			await dialog.getByLabel('Keep the board as it is now').fill(rightToLeft(502));
			await dialog.getByRole('button', { name: 'Keep', exact: true }).click();
			await expect(dialog.getByRole('listitem').first()).toContainText(rightToLeft(502));
			await expectRightWay(mira, 'versions');
			await dialog.getByRole('tab', { name: 'What was done' }).click();
			await expect(dialog.getByText(`removed`)).toBeVisible();
		}
		await expectRightWay(mira, entry);
		await close();
	}

	await mira.getByRole('button', { name: 'Wall', exact: true }).click();
	const cluster = mira.locator('[data-cluster]').first();
	await pick(mira, cluster, 'Merge into…');
	await expectRightWay(mira, 'merging');
	await mira.getByRole('option').first().click();
	await expect(mira.getByText(/^You merged/).first()).toBeVisible();
	await expectRightWay(mira, 'notice of the merger');
});

test('people’s words run in their own direction in the report, in print and on the join page', async ({
	page,
	newPerson,
	server
}) => {
	await openHebrewSample(page, server.url);
	const { board, link } = await invite(page);
	const guest = await (await newPerson()).newPage();
	await guest.goto(link);
	await expect(guest.getByRole('heading', { level: 1 })).toBeVisible();
	await expectRightWay(guest, 'joining');
	await page.emulateMedia({ media: 'print' });
	await expectRightWay(page, 'printed board');
	await page.goto(`${board}/report`);
	await expect(page.getByRole('heading', { name: 'In short' })).toBeVisible();
	await expectRightWay(page, 'report');
	await page.goto(`${server.url}/data`);
	await expectRightWay(page, 'your data');
	await page.goto(server.url);
	await expectRightWay(page, 'first page');
});

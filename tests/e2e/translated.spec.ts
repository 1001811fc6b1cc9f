/** Pages that the browser translates still count, follow the group and show changes. */
import type { Page } from '@playwright/test';
import { composer, goToWall, moveTo, note, pick, post, writeOpenly } from '../support/board.ts';
import { expect, test } from '../support/fixtures.ts';
import { goToEachStep } from '../support/steps.ts';
import { join, openSample, startWorkshop } from '../support/people.ts';
import { LIMITS } from '../../src/lib/workshop/limits.ts';
import { translatePages } from '../support/translator.ts';

/** Waits until the browser has translated a page's text. */
const expectTranslated = (page: Page) =>
	expect(page.locator('h2 font, h3 font').first()).toBeAttached();

test('a translated page follows the group through each step of the sample', async ({
	page: mira,
	context,
	server
}) => {
	test.setTimeout(240_000);
	await translatePages(context);
	await openSample(mira, server.url);
	await expectTranslated(mira);
	const guide = mira.getByRole('complementary').filter({ hasText: 'Facilitator guide' }).first();
	await goToEachStep(mira, async (title) => {
		await expect(guide.locator('.over').first()).toHaveText(`Facilitator guide · ${title}`);
		await expect(guide.getByRole('heading', { level: 2 })).toHaveCount(1);
		await expectTranslated(mira);
	});
});

test('a translated page shows others’ changes, and no old words stay', async ({
	page: mira,
	context,
	newPerson,
	server
}) => {
	await translatePages(context);
	const { link } = await startWorkshop(mira, server.url, { fn: 'Service' });
	await writeOpenly(mira);
	const ana = await join(await newPerson(), link, { name: 'Ana', fn: 'Sales' });

	await test.step('notes appear, are reworded and are counted', async () => {
		await post(ana, 'Callers repeat their story');
		await expect(note(mira, 'Callers repeat their story').locator('font').first()).toBeAttached();
		await pick(ana, note(ana, 'Callers repeat their story'), 'Edit');
		const editor = ana.getByRole('textbox', { name: 'Text of your note' });
		await editor.fill('Callers tell their story twice');
		await editor.press('Enter');
		await expect(note(mira, 'Callers tell their story twice')).toBeVisible();
		await expect(mira.getByText('Callers repeat their story')).toHaveCount(0);
	});
	await test.step('the search shows its count', async () => {
		await goToWall(mira);
		await mira.keyboard.press('/');
		await mira.keyboard.type('callers');
		const found = mira.getByRole('search').getByRole('status');
		await expect(found).toHaveText('1 note');
		await post(ana, 'Callers wait');
		await expect(found).toHaveText('2 notes');
		await mira.keyboard.press('Escape');
	});
	await test.step('the composer counts down and asks its question', async () => {
		const hint = mira.getByRole('form', { name: 'New note' }).locator('.hint');
		await composer(mira).fill('a'.repeat(LIMITS.noteChars - 10));
		await expect(hint).toHaveText('10 left');
		await composer(mira).press('End');
		await composer(mira).press('b');
		await expect(hint).toHaveText('9 left');
		await composer(mira).fill('');
		await expect(hint).toHaveText('');
	});
	await test.step('the parking lot shows its count', async () => {
		const lot = mira.getByRole('button', { name: /^Parking lot \d/ });
		await expect(lot).toHaveText(/Parking lot\s*0/);
		await pick(ana, note(ana, 'Callers wait'), 'Park it');
		await expect(lot).toHaveText(/Parking lot\s*1/);
	});
	await test.step('a cluster is renamed', async () => {
		await mira.getByRole('button', { name: 'Next: Cluster' }).click();
		await moveTo(ana, 'Callers tell their story twice', 'Stories');
		const title = mira.locator('[data-cluster]').getByRole('heading');
		await expect(title).toHaveText('Stories');
		await pick(ana, ana.locator('[data-cluster]'), 'Rename');
		await ana.keyboard.type('Told twice');
		await ana.keyboard.press('Enter');
		await expect(title).toHaveText('Told twice');
	});
	await test.step('the page shows the state of its connection', async () => {
		const offline = mira.getByText(/^You are offline\b/);
		await context.setOffline(true);
		await expect(offline).toBeVisible();
		await context.setOffline(false);
		await expect(offline).toHaveCount(0);
		await expect(mira.getByText('Saved', { exact: true }).first()).toBeVisible();
	});
});

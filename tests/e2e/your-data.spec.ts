/** A person views their stored data, downloads it, and has it erased. */
import { readFile } from 'node:fs/promises';
import type { BrowserContext, Page } from '@playwright/test';
import { note, post } from '../support/board.ts';
import { expectAccessible } from '../support/accessible.ts';
import { expect, test } from '../support/fixtures.ts';
import { expectSaved, join, startWorkshop } from '../support/people.ts';

async function openData(page: Page) {
	await page.getByRole('button', { name: 'More' }).click();
	await page.getByRole('menuitem', { name: 'Your data' }).click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Your data');
}
/** Creates a board that names people, with a note by Zenobia on it and a draft at her desk. */
async function withZenobia(page: Page, newPerson: () => Promise<BrowserContext>, url: string) {
	const workshop = await startWorkshop(page, url, { attribution: 'Named', title: 'Late invoices' });
	const device = await newPerson();
	const zen = await join(device, workshop.link, { name: 'Zenobia', fn: 'Sales' });
	await post(zen, 'Nobody calls customers back');
	await expectSaved(zen);
	await page.getByRole('button', { name: 'Reveal notes' }).first().click();
	await expect(note(page, 'Nobody calls customers back').first()).toBeVisible();
	return { ...workshop, device, zen };
}

test('[L16] a person can download the data that the server stores about them', async ({
	page,
	newPerson,
	server
}) => {
	const { zen } = await withZenobia(page, newPerson, server.url);
	await openData(zen);
	await expect(zen.getByRole('listitem').filter({ hasText: 'Late invoices' })).toContainText(
		'as Zenobia · you take part'
	);
	await expectAccessible(zen);
	const [download] = await Promise.all([
		zen.waitForEvent('download'),
		zen.getByRole('link', { name: 'Download your data' }).click()
	]);
	expect(download.suggestedFilename()).toMatch(/^groundwork-my-data-\d{4}-\d\d-\d\d\.json$/);
	const file = JSON.parse(await readFile(await download.path(), 'utf8')) as {
		format: string;
		boards: { notes: { text: string }[] }[];
	};
	expect(file.format).toBe('groundwork-person');
	expect(file.boards[0]?.notes[0]?.text).toBe('Nobody calls customers back');
});

test('[L13] a person is erased after two confirmations; their note stays, as a former participant’s', async ({
	page,
	newPerson,
	server
}) => {
	const { zen, device, link } = await withZenobia(page, newPerson, server.url);
	const second = await device.newPage();
	await second.goto(link);
	await expectSaved(second);
	await expect(note(page, 'Nobody calls customers back').first()).toContainText('Zenobia');
	await openData(zen);

	// By keyboard. Without the tick, no dialog opens.
	const start = zen.getByRole('button', { name: 'Erase my data…' });
	await start.press('Enter');
	await expect(zen.getByRole('dialog')).toHaveCount(0);
	await zen.getByLabel('I have read what goes and what stays.').press('Space');
	await start.press('Enter');
	const dialog = zen.getByRole('dialog');
	await expect(dialog).toContainText('Nobody can bring it back');
	await expectAccessible(zen);
	await zen.keyboard.press('Escape');
	await expect(dialog).toHaveCount(0);
	await expect(start).toBeFocused();
	await start.press('Enter');
	await dialog.getByRole('button', { name: 'Erase it now' }).click();

	await expect(zen.getByText('Your data is erased.')).toBeVisible();
	await expect(second.getByRole('heading', { level: 1 })).toContainText('Agree on the problem');
	await expect
		.poll(() =>
			zen.evaluate(async () => [
				...(await indexedDB.databases()).map(({ name = '' }) => name),
				...Object.keys(localStorage).filter((key) => key.startsWith('groundwork'))
			])
		)
		.toEqual([]);
	expect(await device.cookies()).toEqual([]);
	await zen.goBack();
	await expect(zen.getByText('Nobody calls customers back')).toHaveCount(0);

	// The others keep the words but find the name nowhere.
	await expect(note(page, 'Nobody calls customers back').first()).toContainText(
		'former participant'
	);
	await page.reload();
	await expectSaved(page);
	await expect(note(page, 'Nobody calls customers back').first()).toContainText(
		'former participant'
	);
	await page.getByRole('button', { name: 'More' }).click();
	await page.getByRole('menuitem', { name: 'History…' }).click();
	await page.getByRole('tab', { name: 'What was done' }).click();
	await expect(page.getByText('Somebody had all their data erased')).toBeVisible();
	await expect(page.getByText('Zenobia')).toHaveCount(0);

	// The link lets her in again, as a new person.
	const again = await join(device, link, { name: 'Zoe', fn: 'Sales' });
	await openData(again);
	await expect(again.getByRole('listitem').filter({ hasText: 'Late invoices' })).toContainText(
		'as Zoe'
	);
});

test('[L14] a sole facilitator is told to hand over first', async ({ page, server }) => {
	await startWorkshop(page, server.url, { title: 'Late invoices' });
	await openData(page);
	await expect(page.getByText('Nobody else facilitates')).toContainText('Late invoices');
	await expect(page.getByRole('button', { name: 'Erase my data…' })).toHaveCount(0);
	const { origin } = new URL(page.url());
	const answer = await page.request.post(`${origin}/data?/erase`, {
		headers: { origin },
		form: { sure: 'yes' }
	});
	expect(await answer.text()).toContain('Nobody else facilitates');
	await page.getByRole('main').getByRole('link', { name: 'Late invoices' }).first().click();
	await expectSaved(page);
});

for (const theme of ['light', 'dark'] as const)
	test(`the page about one’s data can be read on a phone, also by somebody whom nobody knows (${theme})`, async ({
		newPerson,
		server
	}) => {
		const context = await newPerson({ viewport: { width: 390, height: 844 }, colorScheme: theme });
		const page = await context.newPage();
		await page.goto(`${server.url}/data`);
		await expect(page.getByText('This server knows nobody in this browser.')).toBeVisible();
		await expectAccessible(page);
		await startWorkshop(page, server.url, { title: 'Why customers leave us' });
		await page.goto(`${server.url}/data`);
		await expectAccessible(page);
		const tooWide = await page.evaluate(
			() => document.documentElement.scrollWidth - document.documentElement.clientWidth
		);
		expect(tooWide).toBe(0);
	});

/** All export files of a board from one dialog, and a workbook that is imported into another board. */
import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { expectAccessible } from '../support/accessible.ts';
import { goTo, note, openExport } from '../support/board.ts';
import { expect, test } from '../support/fixtures.ts';
import { expectSaved, openSample, startWorkshop } from '../support/people.ts';

async function download(page: Page, link: Locator) {
	const arrived = page.waitForEvent('download');
	await link.click();
	const file = await arrived;
	return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) };
}
async function openImport(page: Page): Promise<Locator> {
	await page.getByRole('button', { name: 'More' }).click();
	await page.getByRole('menuitem', { name: 'Import notes…' }).click();
	return page.getByRole('dialog', { name: 'Import notes' });
}

test('notes exported as a workbook can be imported into another board', async ({
	page,
	server
}) => {
	test.slow();
	await openSample(page, server.url);
	const dialog = await openExport(page);
	const file = await download(
		page,
		dialog.getByRole('link', { name: /^Everything as a workbook/ })
	);
	expect(file.name).toBe('why-customers-leave-us-after-the-first-year.xlsx');

	await startWorkshop(page, server.url, { title: 'Another board' });
	await goTo(page, 'Cluster');
	const incoming = await openImport(page);
	await incoming
		.getByLabel('A file')
		.setInputFiles({ name: file.name, mimeType: 'application/octet-stream', buffer: file.bytes });
	const sheet = incoming.getByLabel('Sheet', { exact: true });
	await expect(sheet.locator('option:checked')).toHaveText('Notes');
	await expect(incoming.getByRole('status')).toContainText(/^\d+\snotes\sin\s\d+\sclusters/);
	const proposed = await incoming.getByRole('status').textContent();

	await sheet.selectOption({ label: 'Requirements' });
	const read = `10 notes from ${file.name}. 1 row is left out.`;
	await expect(incoming.getByRole('status')).toHaveText(read);
	await incoming.getByLabel('Text', { exact: true }).selectOption({ label: 'Need' });
	await expect(incoming.getByText(/^Each account has an owner/)).toBeVisible();
	await sheet.selectOption({ label: 'Notes' });
	await expect(incoming.getByRole('status')).toHaveText(proposed ?? '');
	const [notes = ''] = /^\d+/.exec(proposed ?? '') ?? [];
	await page.screenshot({ path: 'test-results/import-workbook.png' });
	await incoming.getByRole('button', { name: `Import ${notes} notes` }).click();
	await expect(incoming).toHaveCount(0);
	await expectSaved(page);
	await expect(page.locator('[data-note]').first()).toBeVisible();
});

test('an unreadable workbook gets a sentence, and the next workbook is read', async ({
	page,
	server
}) => {
	await startWorkshop(page, server.url);
	await goTo(page, 'Cluster');
	const dialog = await openImport(page);
	const choose = (name: string, buffer: Buffer) =>
		dialog
			.getByLabel('A file')
			.setInputFiles({ name, mimeType: 'application/octet-stream', buffer });
	await choose('broken.xlsx', Buffer.from('PK\u0003\u0004 and no more', 'latin1'));
	await expect(dialog.getByRole('alert')).toContainText('cannot be read as a workbook');
	const container = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
	await choose('old.xls', container);
	await expect(dialog.getByRole('alert')).toContainText('of an older kind');
	await choose(
		'locked.xlsx',
		Buffer.concat([container, Buffer.from('EncryptedPackage', 'utf16le')])
	);
	await expect(dialog.getByRole('alert')).toContainText('protected by a password');
	await choose('notes.csv', Buffer.from('text\nWhat was missing\n'));
	await expect(dialog.getByRole('alert')).toHaveCount(0);
	await dialog.getByRole('button', { name: 'Import 1 note' }).click();
	await expect(note(page, 'What was missing')).toBeVisible();
});

test('spreadsheet files use the chosen separator, and the device remembers it', async ({
	page,
	server
}) => {
	await openSample(page, server.url);
	let dialog = await openExport(page);
	const requirements = () =>
		download(page, dialog.getByRole('link', { name: /^Requirements/ })).then(({ bytes }) =>
			bytes.toString()
		);
	expect(await requirements()).toMatch(/^\ufeffNumber,Requirement,/);
	await dialog.getByLabel('Between the cells of a CSV file').selectOption('semicolon');
	expect(await requirements()).toMatch(/^\ufeffNumber;Requirement;/);
	await page.reload();
	dialog = await openExport(page);
	await expect(dialog.getByLabel('Between the cells of a CSV file')).toHaveValue('semicolon');
	expect(await requirements()).toMatch(/^\ufeffNumber;Requirement;/);
	// Issue trackers accept only commas.
	const jira = await download(page, dialog.getByRole('link', { name: /^Jira/ }));
	expect(jira.name).toMatch(/-jira\.csv$/);
	expect(jira.bytes.toString()).toMatch(/^Summary,Issue Type,Issue ID,Parent,/);
	const azure = await download(page, dialog.getByRole('link', { name: /^Azure DevOps/ }));
	expect(azure.name).toMatch(/-azure\.csv$/);
	expect(azure.bytes.toString()).toContain('Work Item Type,Title 1,Title 2,Title 3,');
	const wiki = await download(page, dialog.getByRole('link', { name: /^Confluence, Notion/ }));
	expect(wiki.name).toMatch(/-requirements\.md$/);
	expect(wiki.bytes.toString()).toMatch(/^# Requirements: /);
});

test('requirements are copied in a format for a wiki', async ({ page, server }) => {
	await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
	await openSample(page, server.url);
	const dialog = await openExport(page);
	await dialog.getByRole('button', { name: 'Copy for Confluence or Notion' }).click();
	await expect(page.getByText(/^The requirements are copied/)).toBeVisible();
	const copied = await page.evaluate(() => navigator.clipboard.readText());
	expect(copied).toMatch(/^# Requirements: [^]+\| Number \| Requirement \|/);
});

test('the export dialog works by keyboard and fits a phone, in light and dark', async ({
	page,
	server
}) => {
	test.slow();
	await openSample(page, server.url);
	const more = page.getByRole('button', { name: 'More' });
	await more.press('Enter');
	await page.getByRole('menuitem', { name: 'Export…' }).press('Enter');
	const dialog = page.getByRole('dialog', { name: 'Export' });
	await expect(dialog).toBeVisible();
	const last = dialog.getByRole('link', { name: /^Complete board/ });
	await last.focus();
	await expect(last).toBeFocused();
	for (const [scheme, width] of [
		['light', 1280],
		['dark', 390]
	] as const) {
		await page.emulateMedia({ colorScheme: scheme });
		await page.setViewportSize({ width, height: 844 });
		await expect(dialog).toBeInViewport();
		const over = await dialog.evaluate((element) => element.scrollWidth - element.clientWidth);
		expect(over).toBeLessThanOrEqual(0);
		await expectAccessible(page);
		await dialog.getByRole('link', { name: /^Report/ }).scrollIntoViewIfNeeded();
		await page.screenshot({ path: `test-results/export-${scheme}-${width}.png` });
		await last.scrollIntoViewIfNeeded();
		await page.screenshot({ path: `test-results/export-${scheme}-${width}-end.png` });
	}
	await page.keyboard.press('Escape');
	await expect(dialog).toHaveCount(0);
	await expect(more).toBeFocused();
});

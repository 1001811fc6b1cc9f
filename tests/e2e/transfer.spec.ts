/** Import and export: tables, pasted lines, files; 900 real notes, voted on, over restarts of the server. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Locator, Page } from '@playwright/test';
import { closeRound, goTo, note, openExport } from '../support/board.ts';
import { expect, test } from '../support/fixtures.ts';
import { expectCoversNothing } from '../support/in-sight.ts';
import { expectBoard, expectSaved, join, startWorkshop } from '../support/people.ts';

const SERVICE_DESK = fileURLToPath(new URL('../support/data/service-desk.csv', import.meta.url));
const EXPORTS = { csv: /^Notes/, md: /^Report .*Markdown/, json: /^Complete board/ };

async function openImport(page: Page): Promise<Locator> {
	await page.getByRole('button', { name: 'More' }).click();
	await page.getByRole('menuitem', { name: 'Import notes…' }).click();
	const dialog = page.getByRole('dialog', { name: 'Import notes' });
	await expect(dialog).toBeVisible();
	return dialog;
}
async function choose(dialog: Locator, name: string, content: string | Buffer) {
	await dialog.getByLabel('A file').setInputFiles({
		name,
		mimeType: 'text/csv',
		buffer: Buffer.from(content)
	});
}
async function send(dialog: Locator, button: string) {
	await dialog.getByRole('button', { name: button, exact: true }).click();
	await expect(dialog).toHaveCount(0);
}
async function exported(page: Page, format: keyof typeof EXPORTS): Promise<string> {
	const dialog = await openExport(page);
	const arrived = page.waitForEvent('download');
	await dialog.getByRole('link', { name: EXPORTS[format] }).click();
	const download = await arrived;
	expect(download.suggestedFilename()).toMatch(new RegExp(`\\.${format}$`));
	await page.keyboard.press('Escape');
	await expect(dialog).toHaveCount(0);
	return readFile(await download.path(), 'utf8');
}
test('nine hundred real notes can be imported and voted on, and survive restarts', async ({
	page,
	newPerson,
	ownServer
}) => {
	test.slow();
	const { link, board } = await startWorkshop(page, ownServer.url, { fn: 'Sales' });
	await goTo(page, 'Cluster');
	const dialog = await openImport(page);
	await dialog.getByLabel('A file').setInputFiles(SERVICE_DESK);
	await expect(dialog.getByLabel('Text', { exact: true })).toHaveValue('0');
	await dialog.getByLabel('Cluster', { exact: true }).selectOption({ label: 'topic' });
	await expect(dialog.getByRole('status')).toContainText('900 notes in 30 clusters');
	await send(dialog, 'Import 900 notes');
	const everything = async (who: Page) => {
		await expect(who.locator('[data-note]')).toHaveCount(900);
		await expect(who.locator('[data-cluster]')).toHaveCount(30);
		await expect(
			note(who, 'what is the total number of days that i have taken off work since january')
		).toHaveCount(1);
	};
	await everything(page);

	const ana = await join(await newPerson(), link, { name: 'Ana', fn: 'Service' });
	await everything(ana);
	await goTo(page, 'Vote');
	await page.getByRole('button', { name: 'Open the round' }).click();
	const give = (who: Page, title: string) =>
		who.getByRole('button', { name: `Give a dot to ${title}`, exact: true });
	const given = (who: Page, title: string, dots: number) =>
		who
			.getByRole('group', { name: `Your dots for ${title}`, exact: true })
			.getByRole('img', { name: new RegExp(`^You gave ${dots} of`) });
	for (const [who, titles] of [
		[page, ['pto_used', 'income']],
		[ana, ['pto_used', 'credit_limit']]
	] as const) {
		for (const title of titles) {
			await give(who, title).press('Enter');
			await expect(given(who, title, 1)).toHaveCount(1);
		}
		await expectSaved(who);
	}

	await ownServer.restart();
	await ana.reload();
	await expectBoard(ana);
	await everything(ana);
	await expect(given(ana, 'pto_used', 1)).toHaveCount(1);
	await expect(given(ana, 'credit_limit', 1)).toHaveCount(1);
	await expect(given(ana, 'income', 0)).toHaveCount(1);

	await page.reload();
	await expectBoard(page);
	await closeRound(page);
	const result = async (who: Page) => {
		const row = (title: string) => who.getByRole('row').filter({ hasText: title });
		await expect(who.getByText('2 people, 4 dots.')).toBeVisible();
		await expect(row('pto_used').getByRole('cell')).toContainText(['50 %', '50 %', '2']);
		await expect(row('income')).toContainText('50 %');
	};
	await result(ana);

	await ownServer.restart();
	for (const who of [page, ana]) {
		await who.goto(board);
		await expectBoard(who);
		await result(who);
		await who.getByRole('button', { name: 'Wall', exact: true }).first().click();
		await everything(who);
	}
});

test('pasted lines become notes', async ({ page, server }) => {
	await startWorkshop(page, server.url);
	await goTo(page, 'Cluster');
	const dialog = await openImport(page);
	await dialog
		.getByLabel(/pasted lines/)
		.fill('- Nobody answers, ever\n\n2) The form asks twice; why?\n   Mail is lost   ');
	await expect(dialog.getByRole('status')).toContainText('3 notes');
	await send(dialog, 'Import 3 notes');
	for (const text of ['Nobody answers, ever', 'The form asks twice; why?', 'Mail is lost'])
		await expect(page.getByText(text, { exact: true })).toBeVisible();
});

test('a table pasted into the field of a note can be imported completely, and closing the dialog loses nothing', async ({
	page,
	server
}) => {
	await startWorkshop(page, server.url);
	const field = page.getByRole('textbox', { name: 'Your note' });
	await field.fill('');
	await field.evaluate((element: HTMLTextAreaElement, text) => {
		const data = new DataTransfer();
		data.setData('text/plain', text);
		element.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true }));
		element.value = text;
		element.dispatchEvent(new InputEvent('input', { bubbles: true }));
	}, '"Orders are typed twice\nand nobody checks"\tSales\nCallbacks wait\tService');
	await expect(page.getByRole('button', { name: 'Make 2 notes' })).toBeVisible();
	await page.getByRole('button', { name: 'Import all columns…' }).click();
	const dialog = page.getByRole('dialog', { name: 'Import notes' });
	await expect(dialog.getByLabel('Function')).toHaveValue('1');
	await expect(field).toHaveValue('');
	await page.keyboard.press('Escape');
	await expect(dialog).toHaveCount(0);
	const again = await openImport(page);
	await expect(again.getByRole('status')).toContainText('2 notes');
	await send(again, 'Import 2 notes');
	// The notice leaves the field and the area around it free, on a phone too.
	const said = page.locator('.toast', { hasText: '2 notes are on the wall' });
	await expectCoversNothing(said);
	await page.setViewportSize({ width: 390, height: 844 });
	await said.hover();
	await expectCoversNothing(said);
});

test('tables from many spreadsheets are parsed correctly', async ({ page, server }) => {
	await startWorkshop(page, server.url);
	await goTo(page, 'Cluster');
	const tables = {
		'marked.csv': Buffer.from(
			'\ufeffProblem;Team;Theme\r\n"Forms ask ""why""; twice";Service;Forms\r\n"Two\r\nlines";sales;Forms\r\n'
		),
		'old.csv': Buffer.from('text,topic\r\nBüro ist “zu” – 5 €,Räume\r\n', 'latin1')
	};
	tables['old.csv'] = Buffer.concat([
		Buffer.from('text,topic\r\nB\xfcro ist ', 'latin1'),
		Buffer.from([0x93]),
		Buffer.from('zu', 'latin1'),
		Buffer.from([0x94, 0x20, 0x96, 0x20, 0x35, 0x20, 0x80]),
		Buffer.from(',R\xe4ume\r\n', 'latin1')
	]);
	let dialog = await openImport(page);
	await choose(dialog, 'marked.csv', tables['marked.csv']);
	await expect(dialog.getByLabel('Function', { exact: true })).toHaveValue('1');
	await expect(dialog.getByRole('status')).toContainText('2 notes in 1 cluster');
	await send(dialog, 'Import 2 notes');
	dialog = await openImport(page);
	await choose(dialog, 'old.csv', tables['old.csv']);
	await expect(dialog.getByRole('status')).toContainText('1 note in 1 cluster');
	await expect(dialog.getByLabel('Letters')).toHaveValue('windows-1252');
	await send(dialog, 'Import 1 note');
	await expect(note(page, 'Forms ask "why"; twice')).toContainText('Service');
	await expect(note(page, 'Two')).toContainText('lines');
	await expect(note(page, 'Büro ist “zu” – 5 €')).toBeVisible();
	for (const title of ['Forms', 'Räume'])
		await expect(page.getByRole('heading', { name: title, exact: true })).toBeVisible();
});

const inputs = (name: string) =>
	fileURLToPath(new URL(`../support/data/inputs/${name}`, import.meta.url));
test('a file is parsed as the person chooses, and the preview follows', async ({
	page,
	server
}) => {
	await startWorkshop(page, server.url);
	await goTo(page, 'Cluster');
	const dialog = await openImport(page);
	const status = dialog.getByRole('status');
	const rows = dialog.getByRole('region', { name: 'The first rows' });
	const letters = dialog.getByLabel('Letters');
	for (const [name, encoding, text] of [
		['F02-excel-mac-roman.csv', 'macintosh', 'Rückmeldungen von Händlern versickern'],
		['F03-excel-shift-jis.csv', 'shift_jis', '見積もりに三日かかる'],
		['F04-excel-windows-1251.csv', 'windows-1251', 'Клиент ждёт ответа неделю']
	] as const) {
		await dialog.getByLabel('A file').setInputFiles(inputs(name));
		await expect(letters).toHaveValue(encoding);
		await expect(rows).toContainText(text);
		await letters.selectOption('koi8-r');
		await expect(rows).not.toContainText(text);
		await letters.selectOption(encoding);
		await expect(rows).toContainText(text);
	}
	const header = dialog.getByLabel('The first row is a header');
	await dialog.getByLabel('A file').setInputFiles(inputs('F08-no-header-trailing-semicolons.csv'));
	await expect(status).toContainText('3 notes');
	await expect(header).not.toBeChecked();
	await header.check();
	await expect(status).toContainText('2 notes');
	await dialog
		.getByLabel('A file')
		.setInputFiles(inputs('F09-trailing-delimiter-on-rows-only.csv'));
	await expect(status).toContainText('3 notes');
	await dialog.getByLabel('Read it as').selectOption('A list, one note a line');
	await header.uncheck();
	await expect(status).toContainText('4 notes');
	await expect(rows).toContainText('Callbacks wait for three days;Service;');
	await dialog.getByLabel('Read it as').selectOption('A table');
	const cells = (text: string) => rows.getByRole('cell', { name: text, exact: true });
	await expect(cells('Callbacks wait for three days')).toBeVisible();

	const board = 'Went well,Votes,To improve,Votes\nOrders came on time,3,Nobody rings back,2\n';
	await choose(dialog, 'board.csv', board);
	await expect(status).toContainText('2 notes in 2 clusters');
	await expect(dialog.getByText('2 columns make no notes: Votes and Votes.')).toBeVisible();
	await dialog.getByLabel('Each column is a cluster').uncheck();
	await expect(status).toContainText('1 note from');
	await expect(dialog.getByText(/^3 columns make no notes/)).toBeVisible();
	await dialog.getByLabel('Each column is a cluster').check();
	await choose(dialog, 'odd.csv', Buffer.from('Text\0\x01'));
	await expect(dialog.getByRole('alert')).toContainText('This is no text');
	await expect(letters).toBeVisible();
	await choose(dialog, 'board.csv', board);
	await send(dialog, 'Import 2 notes');
	await expect(page.getByRole('heading', { name: 'To improve', exact: true })).toBeVisible();
	await expect(note(page, 'Nobody rings back')).toBeVisible();
});

test('an import asks what to do with unknown functions and with names that are too long', async ({
	page,
	server
}) => {
	await startWorkshop(page, server.url);
	await goTo(page, 'Cluster');
	const names = 'The dealers of the north and all of their many regions. '.repeat(3);
	const rows = `Text\tTeam\tCluster
Orders come late\tLogistics\tOrders
Quotes wait\tVertrieb\tOrders
Nobody calls back\tSomebody\tCalls
Prices differ\tSales\t${names}`;
	const dialog = await openImport(page);
	await dialog.getByLabel(/pasted lines/).fill(rows);
	const send3 = dialog.getByRole('button', { name: 'Import 3 notes', exact: true });
	await expect(send3).toBeDisabled();
	await dialog.getByLabel('Logistics', { exact: true }).selectOption('Add it to the board');
	await dialog.getByLabel('Vertrieb', { exact: true }).selectOption('It is Sales');
	await dialog.getByLabel('Somebody', { exact: true }).selectOption('No function');
	await expect(dialog.getByRole('status')).toContainText('1 row is left out');
	await send(dialog, 'Import 3 notes');
	await expect(note(page, 'Orders come late')).toContainText('Logistics');
	await expect(note(page, 'Quotes wait')).toContainText('Sales');
	await expect(note(page, 'Nobody calls back')).not.toContainText('Somebody');

	const next = await openImport(page);
	await expect(next.getByRole('status')).toContainText('3 are on the wall already');
	await next
		.getByLabel('1 note has a cluster with too long a name')
		.selectOption('Shorten the name');
	await send(next, 'Import 1 note');
	await expect(note(page, 'Prices differ')).toContainText('Sales');
	await expect(page.getByRole('heading', { name: /^The dealers of the north.*…$/ })).toBeVisible();
	await expect((await openImport(page)).getByLabel(/pasted lines/)).toHaveValue('');
});

test('on a phone, an import says beside its button what is missing, and scrolls there', async ({
	page,
	server
}) => {
	await startWorkshop(page, server.url);
	await goTo(page, 'Cluster');
	await page.setViewportSize({ width: 390, height: 760 });
	const dialog = await openImport(page);
	const rows = ['Orders come late\tLogistics', 'Nobody calls back\tSomebody'];
	await dialog.getByLabel(/pasted lines/).fill(['Text\tTeam', ...rows].join('\n'));
	await expect(dialog.getByRole('button', { name: 'Import 2 notes' })).toBeDisabled();
	const missing = dialog.getByRole('button', { name: /^Say what becomes of/ });
	const first = dialog.getByLabel('Logistics', { exact: true });
	await expect(first).not.toBeInViewport();
	await expect(missing).toHaveText('Say what becomes of 2 functions');
	await expect(missing).toBeInViewport();
	await missing.click();
	await expect(first).toBeFocused();
	await expect(first).toBeInViewport();
	await first.selectOption('No function');
	await missing.click();
	await expect(dialog.getByLabel('Somebody', { exact: true })).toBeFocused();
	await dialog.getByLabel('Somebody', { exact: true }).selectOption('It is Sales');
	await expect(missing).toHaveCount(0);
	await send(dialog, 'Import 2 notes');
});

test('imported words run in their own direction', async ({ page, server }) => {
	await startWorkshop(page, server.url);
	await goTo(page, 'Cluster');
	for (const name of ['F17-macos-decomposed.csv', 'F18-right-to-left.csv']) {
		const dialog = await openImport(page);
		await dialog.getByLabel('A file').setInputFiles(inputs(name));
		await dialog.getByLabel('Function', { exact: true }).selectOption('None');
		await dialog.getByRole('button', { name: /^Import \d/ }).click();
		await expect(dialog).toHaveCount(0);
	}
	for (const [text, direction] of [
		['الطلبات تُكتب مرتين', 'rtl'],
		['אין מי שמחזיר שיחה', 'rtl'],
		['Kunde schreibt', 'ltr']
	] as const)
		await expect(note(page, text).getByText(text)).toHaveCSS('direction', direction);
});

test('an unreadable file gets a sentence, and nothing is lost', async ({ page, server }) => {
	await startWorkshop(page, server.url);
	await goTo(page, 'Cluster');
	let dialog = await openImport(page);
	await dialog.getByLabel(/pasted lines/).fill('It was here before');
	await send(dialog, 'Import 1 note');
	dialog = await openImport(page);
	await choose(dialog, 'picture.csv', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3]));
	await expect(dialog.getByRole('alert')).toContainText('Save the table as CSV');
	await choose(dialog, 'empty.csv', 'text,topic\n');
	await expect(dialog.getByRole('alert')).toBeVisible();
	await expect(dialog.getByRole('button', { name: 'Import', exact: true })).toBeDisabled();
	await choose(dialog, 'long.csv', `text,topic\n${'x'.repeat(501)},Long\nShort enough,Long\n`);
	await expect(dialog.getByRole('alert')).toHaveCount(0);
	await dialog.getByText('What is left out, and why').click();
	const left = dialog
		.getByRole('listitem')
		.filter({ hasText: 'Line 2: Its text is 1 character longer' });
	await expect(left).toBeVisible();
	await send(dialog, 'Import 1 note');
	await expect(note(page, 'Short enough')).toBeVisible();
	await expect(note(page, 'It was here before')).toBeVisible();
});

test('a board is exported as CSV, Markdown and JSON, and is the same after an import from JSON', async ({
	page,
	server
}) => {
	await startWorkshop(page, server.url, {
		title: 'Out & in',
		purpose: 'Nothing is lost.',
		fn: 'Sales'
	});
	await goTo(page, 'Cluster');
	const dialog = await openImport(page);
	await choose(
		dialog,
		'notes.csv',
		'text,function,cluster\r\n"=HYPERLINK(""http://evil.example"",""click"")",Sales,Spreadsheets\r\n# No heading <b>bold</b>,IT,Spreadsheets\r\nAlone,,\r\n'
	);
	await send(dialog, 'Import 3 notes');
	await goTo(page, 'Vote');
	await page.getByRole('button', { name: 'Open the round' }).click();
	await page.getByRole('button', { name: 'Give a dot to Spreadsheets' }).press('Enter');
	await expectSaved(page);
	await closeRound(page);
	await page.getByRole('button', { name: 'Choose Spreadsheets' }).click();
	await expect(page.getByRole('button', { name: 'Choose Spreadsheets' })).toHaveText('Chosen');

	const csv = await exported(page, 'csv');
	expect(csv).toContain('"\'=HYPERLINK(""http://evil.example"",""click"")"');
	expect(csv).not.toMatch(/(^|[,\n])"?=/);
	const markdown = await exported(page, 'md');
	expect(markdown).toContain('# Out \\& in');
	expect(markdown).not.toMatch(/^# No heading|<b>/m);
	const json = await exported(page, 'json');

	await page.goto(`${server.url}/start`);
	await page.getByText('Start from an exported board').click();
	const file = page.getByLabel('JSON file');
	await file.setInputFiles({
		name: 'broken.json',
		mimeType: 'application/json',
		buffer: Buffer.from(json.slice(0, -20))
	});
	await page.getByRole('button', { name: 'Make a new board from it' }).click();
	await expect(page.getByRole('alert')).toContainText('This file is not a board');
	await file.setInputFiles({
		name: 'board.json',
		mimeType: 'application/json',
		buffer: Buffer.from(json)
	});
	await page.getByRole('button', { name: 'Make a new board from it' }).click();
	await expectBoard(page);
	await expect(page.getByRole('table')).toContainText('Spreadsheets');
	expect(JSON.parse(await exported(page, 'json'))).toEqual(JSON.parse(json));
});

test('a file that is chosen twice is imported once, unless the person wants it twice', async ({
	page,
	server
}) => {
	await startWorkshop(page, server.url);
	await goTo(page, 'Cluster');
	const trello =
		'Card Name,List Name,Archived\nOrders are typed twice,Orders,false\nPrices differ,Prices,false\nOld card,Prices,true';
	const first = await openImport(page);
	await choose(first, 'trello.csv', trello);
	await expect(first.getByRole('status')).toContainText('2 notes in 2 clusters');
	await send(first, 'Import 2 notes');
	await expect(page.locator('[data-note]')).toHaveCount(2);

	const again = await openImport(page);
	await choose(again, 'trello.csv', `${trello}\nNobody calls back,Calls,false`);
	await expect(again.getByRole('status')).toContainText('2 are on the wall already');
	await again.getByLabel('Import 1 archived row too').check();
	await send(again, 'Import 2 notes');
	await expect(page.locator('[data-note]')).toHaveCount(4);
	const third = await openImport(page);
	await choose(third, 'trello.csv', trello);
	await expect(third.getByRole('button', { name: 'Import', exact: true })).toBeDisabled();
	await third.getByLabel('Import 2 rows that are on the wall already').check();
	await send(third, 'Import 2 notes');
	await expect(page.locator('[data-note]')).toHaveCount(6);
});

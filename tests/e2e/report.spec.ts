/** The report: for members, on a screen, in print and as a PDF, with nothing cut off and no words run as markup. */
import type { Page } from '@playwright/test';
import { expectAccessible } from '../support/accessible.ts';
import { expect, test } from '../support/fixtures.ts';
import { untranslated } from '../support/untranslated.ts';
import { expectBoard, join, openSample, startWorkshop } from '../support/people.ts';

async function openReport(page: Page) {
	await page.getByRole('button', { name: 'More' }).click();
	await page.getByRole('menuitem', { name: 'Report' }).click();
	await page.waitForURL(/\/report$/);
	await page.evaluate(() => document.fonts.ready);
}
/** Elements that extend beyond the right edge of the page, or are cut off inside their box. */
const cutOff = (page: Page) =>
	page.evaluate(() =>
		[...document.querySelectorAll('main *')]
			.filter((one) => !one.classList.contains('visually-hidden'))
			.filter((one) => {
				const { right, width } = one.getBoundingClientRect();
				const { overflowX } = getComputedStyle(one);
				const isCut = overflowX !== 'visible' && one.scrollWidth > one.clientWidth + 1;
				return width > 0 && (right > document.documentElement.clientWidth + 1 || isCut);
			})
			.map((one) => `${one.tagName} ${one.textContent.trim().slice(0, 40)}`)
	);

test('the report tells a person who was not there everything in the sample', async ({
	page,
	server
}) => {
	await openSample(page, server.url);
	await openReport(page);
	const report = page.getByRole('main');
	await expect(report.getByRole('heading', { level: 1 })).toHaveText(
		'Why customers leave us after the first year'
	);
	for (const heading of [
		'In short',
		'Why we met, and for whom',
		'Two problems are shared by every function',
		'Nobody knows who owns the customer',
		'The handover loses what was promised',
		'Decision: Use what we have differently',
		'Options',
		'Parking lot',
		'What has changed since',
		'Everything else that was said'
	])
		await expect(report.getByRole('heading', { name: heading, exact: true })).toBeVisible();
	await expect(
		report.getByText(/^From 34 % of first visits to 12 % by .+ owned by Ravi/)
	).toBeVisible();
	const map = report.getByRole('region', { name: 'Alignment map' });
	await expect(map.getByRole('row', { name: /^Nobody knows.+30 % 25 % 26 % 20 %/ })).toBeVisible();
	await expect(report.getByText('20 of 20 answered').first()).toBeVisible();
	await expect(report.getByText('Dropped: Nobody could say')).toBeVisible();
	await expect(report.getByRole('heading', { name: 'What is missing' })).toHaveCount(0);

	const short = report.getByRole('region', { name: 'In short' });
	const late = short.getByRole('listitem').filter({ hasText: 'Behind' });
	await expect(late.getByText(/^Jonas Beck, by \d{1,2} \w+ \d{4}\.$/)).toBeVisible();
	const next = short.getByRole('heading', { name: 'What comes next' }).locator('+ ul');
	await expect(next.getByRole('listitem').first()).toHaveText(
		/^By \d{1,2} \w+ \d{4}, Jonas Beck: .+\.$/
	);
	await expect(next).toContainText('Use what we have differently, as decided.');
	await expect(next).toContainText('The group looks again on');
	const contents = report.getByRole('navigation', { name: 'Contents' }).getByRole('link');
	const titles = await contents.allTextContents();
	expect(titles.slice(0, 3)).toEqual(['In short', 'Why we met, and for whom', 'The vote']);
	expect(titles).toEqual(expect.arrayContaining(['Decision', 'Options', 'Parking lot']));
	for (const link of await contents.all()) {
		await link.click();
		await expect(page.locator(new URL(page.url()).hash)).toBeInViewport();
	}

	await page.getByRole('link', { name: 'Back to the board' }).click();
	await expectBoard(page);
});

test('the printed report is complete: pages, no controls, nothing cut off', async ({
	page,
	server
}) => {
	await openSample(page, server.url);
	await openReport(page);
	await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
	// The width of A4 between its margins.
	await page.setViewportSize({ width: 680, height: 960 });
	await expect(page.getByRole('button', { name: /Print/ })).toBeHidden();
	// A PDF keeps the links in its table of contents.
	await expect(page.locator('a:not([href^="#"]):visible')).toHaveCount(0);
	await expect(page.getByRole('radio')).toHaveCount(0);
	expect(await cutOff(page)).toEqual([]);
	const [ground, ink] = await page.evaluate(() => [
		getComputedStyle(document.documentElement).colorScheme,
		getComputedStyle(document.body).color
	]);
	expect([ground, ink]).toEqual(['light', 'rgb(35, 38, 43)']);
	const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true });
	expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
	const pages = pdf.toString('latin1').match(/\/Type\s*\/Page\b/g) ?? [];
	expect(pages.length).toBeGreaterThan(3);
	expect(pages.length).toBeLessThan(20);
	const [, width, height] =
		/\/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]/.exec(pdf.toString('latin1')) ?? [];
	expect([Math.round(Number(width)), Math.round(Number(height))]).toEqual([595, 842]);
});

test('the report fits a phone', async ({ page, server }) => {
	await openSample(page, server.url);
	await page.goto(`${page.url()}/report`);
	await page.setViewportSize({ width: 390, height: 844 });
	const scrolls = await page.evaluate(() => document.documentElement.scrollWidth);
	expect(scrolls).toBeLessThanOrEqual(390);
});

for (const colorScheme of ['light', 'dark'] as const)
	test(`has nothing that keeps anybody out: ${colorScheme}`, async ({ page, server }) => {
		await page.emulateMedia({ colorScheme });
		await openSample(page, server.url);
		await openReport(page);
		await expectAccessible(page);
	});

test('everybody on the board can read the report, observers too, and nobody else can', async ({
	page,
	newPerson,
	server
}) => {
	const { board, link } = await startWorkshop(page, server.url, {
		title: '<img src=x onerror="document.title=1"> & Co',
		template: 'Problems first'
	});
	const observer = await join(await newPerson(), link, { name: 'Olga', fn: 'Observer' });
	await observer.goto(`${board}/report`);
	await expect(observer.getByRole('heading', { level: 1 })).toHaveText(
		'<img src=x onerror="document.title=1"> & Co'
	);
	await expect(observer.locator('main img')).toHaveCount(0);
	const absent = observer.getByRole('heading', { name: 'What is missing' });
	await expect(absent).toBeVisible();
	await expect(observer.getByText('No problem was chosen.').first()).toBeVisible();
	// The line above the report says who is signed in; the report itself does not.
	await expect(observer.getByRole('main').getByText('Olga')).toHaveCount(0);

	const stranger = await (await newPerson()).newPage();
	await stranger.goto(`${board}/report`);
	await expect(stranger).not.toHaveURL(/report/);
	await expect(stranger.getByText('onerror')).toHaveCount(0);
});

test('the report page offers the tables for a tender', async ({ page, server }) => {
	await openSample(page, server.url);
	await openReport(page);
	for (const [name, filename] of [
		['Requirements, CSV', 'why-customers-leave-us-after-the-first-year-requirements.csv'],
		['Scorecard, CSV', 'why-customers-leave-us-after-the-first-year-scorecard.csv'],
		['Excel workbook', 'why-customers-leave-us-after-the-first-year.xlsx'],
		['Markdown', 'why-customers-leave-us-after-the-first-year.md']
	] as const) {
		const download = page.waitForEvent('download');
		await page.getByRole('link', { name }).click();
		expect((await download).suggestedFilename()).toBe(filename);
	}
});

test('the report is in the reader’s language', async ({ page, context, server }) => {
	await page.goto(server.url);
	await context.addCookies([{ name: 'groundwork_locale', value: 'en-XA', url: server.url }]);
	await page.getByRole('button', { name: 'Open the sample' }).click();
	await page.waitForURL(/\/b\//);
	await page.goto(`${page.url().replace(/\?.*/, '')}/report`);
	await expect(page.getByRole('main')).toContainText('Řḗƥǿřŧ');
	/** Functions have the board's names; each text follows a label for its kind. */
	const names = /^[a-z-]+: |\b(Sales|Marketing|Service|IT)\b/g;
	const left = await untranslated(page);
	expect(left.filter((text) => /[a-z]{2,}/i.test(text.replace(names, '')))).toEqual([]);
});

/** Pages in the trial languages: all text comes from the catalogue, and none is cut off. */
import { randomUUID } from 'node:crypto';
import type { BrowserContext, Page } from '@playwright/test';
import type { Locale } from '../../src/lib/i18n/locales.ts';
import { cutOff } from '../support/cut.ts';
import { expect, test } from '../support/fixtures.ts';
import { startWorkshop } from '../support/people.ts';
import { untranslated } from '../support/untranslated.ts';

const SIZES = [
	{ width: 1440, height: 900 },
	{ width: 390, height: 844 }
];
const speak = (person: BrowserContext, locale: Locale, url: string) =>
	person.addCookies([{ name: 'groundwork_locale', value: locale, url }]);

test('a page uses the language of the browser’s cookie', async ({ page, context, server }) => {
	await speak(context, 'ar-XB', server.url);
	await page.goto(`${server.url}/privacy`);
	await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
	await expect(page.locator('html')).toHaveAttribute('lang', 'ar-XB');
	await expect(page.getByRole('main')).toContainText('Ƥřīṽȧƈẏ');
});

test('a sample and its files use the language of the person who opens it', async ({
	page,
	context,
	server
}) => {
	await page.goto(server.url);
	await context.addCookies([{ name: 'groundwork_locale', value: 'en-XA', url: server.url }]);
	await page.getByRole('button', { name: 'Open the sample' }).click();
	await page.waitForURL(/\/b\//);
	await expect(page).toHaveTitle(/^Ẇħẏ ƈŭşŧǿḿḗřş ŀḗȧṽḗ ŭş/);
	const [, board = ''] = /\/b\/([^/?]+)/.exec(page.url()) ?? [];
	const file = await page.request.get(`${server.url}/b/${board}/export/requirements.csv`);
	expect(decodeURIComponent(file.headers()['content-disposition'] ?? '')).toMatch(/řḗɋŭīřḗḿḗƞŧş/);
	expect(await file.text()).toContain('Ḗȧƈħ ȧƈƈǿŭƞŧ ħȧş ȧƞ ǿẇƞḗř');
	await page.goto(`${server.url}/b/${board}/report`);
	await expect(page.getByRole('main')).toContainText('Ƞǿƀǿḓẏ ķƞǿẇş ẇħǿ ǿẇƞş ŧħḗ ƈŭşŧǿḿḗř');
});

/** Opens a page, and checks that all of it is in the trial language and fits a screen and a phone. */
async function expectToFit(page: Page, address: string) {
	await page.goto(address);
	await expect(page.getByRole('main')).toBeVisible();
	expect.soft(await untranslated(page), `in English on ${address}`).toEqual([]);
	for (const size of SIZES) {
		await page.setViewportSize(size);
		expect.soft(await cutOff(page), `cut on ${address} at ${size.width}`).toEqual([]);
	}
}

for (const locale of ['en-XA', 'ar-XB'] as const)
	test(`pages outside of boards say nothing in English, and nothing is cut (${locale})`, async ({
		page,
		context,
		newPerson,
		server: { url }
	}) => {
		const { link, board } = await startWorkshop(page, url, { purpose: 'Too many leave.' });
		const stranger = await newPerson();
		for (const person of [context, stranger]) await speak(person, locale, url);
		const theirs = await stranger.newPage();
		for (const path of ['/', '/?left', '/?erased', '/?board=needs-link', '/start', '/privacy'])
			await expectToFit(theirs, `${url}${path}`);
		for (const path of ['/data', '/nothing-here', '/j/renewed', '/b/unknown'])
			await expectToFit(theirs, `${url}${path}`);
		for (const path of ['/', '/data', '/leave']) await expectToFit(page, `${url}${path}`);
		await expectToFit(theirs, link);

		await page.request.post(`${board}/commands`, {
			headers: { origin: url },
			data: { kind: 'setJoining', id: randomUUID(), joining: 'approval' }
		});
		await expectToFit(theirs, link);
		await theirs.locator('input[name="name"]').fill('Ana');
		await theirs.locator('input[value="sales"]').check();
		await theirs.locator('form button[type="submit"]').click();
		await theirs.waitForURL(/\/waiting$/);
		await expectToFit(theirs, theirs.url());
	});

for (const locale of ['en-XA', 'ar-XB'] as const)
	test(`what the server refuses is said in the reader’s language (${locale})`, async ({
		page,
		context,
		server: { url }
	}) => {
		await speak(context, locale, url);
		await page.goto(url);
		await page.locator('#code').fill('AEIOUA');
		await page.locator('form.code button').click();
		await expect(page.locator('#code-error')).toContainText('B C D F G');
		await page.goto(`${url}/start`);
		await page.locator('form[action="?/create"]').evaluate((form: HTMLFormElement) => {
			form.noValidate = true;
		});
		await page.locator('form[action="?/create"] .go button').click();
		await expect(page.locator('#title-error')).toBeVisible();
		const english = await untranslated(page);
		expect(english).toEqual([]);
		// An endpoint responds to a browser with a page of its own.
		await page.goto(`${url}/data/file`);
		await expect(page.locator('html')).toHaveAttribute('lang', locale);
		expect(await untranslated(page)).toEqual([]);
	});

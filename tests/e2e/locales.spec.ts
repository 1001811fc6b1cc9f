/** Pages in the trial languages: everything that people read stands in the catalogue, and nothing is cut. */
import { expect, test } from '../support/fixtures.ts';

test('a page is in the language that the browser asks for by its cookie', async ({
	page,
	context,
	server
}) => {
	await context.addCookies([{ name: 'groundwork_locale', value: 'ar-XB', url: server.url }]);
	await page.goto(`${server.url}/privacy`);
	await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
	await expect(page.locator('html')).toHaveAttribute('lang', 'ar-XB');
	await expect(page.getByRole('main')).toContainText('Ƥřīṽȧƈẏ');
});

test('a sample is in the language of whoever opens it, and so are its files', async ({
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

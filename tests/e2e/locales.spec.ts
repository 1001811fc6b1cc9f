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

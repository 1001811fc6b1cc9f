/** A board in the trial languages: every step and dialog uses the catalogue, and no text is cut off. */
import type { Page } from '@playwright/test';
import { all as en } from '../../src/lib/i18n/en/all.ts';
import { pseudo } from '../../src/lib/i18n/pseudo.ts';
import { cutOff } from '../support/cut.ts';
import { expect, test } from '../support/fixtures.ts';
import { untranslated } from '../support/untranslated.ts';

const m = pseudo(en);

/** Opens the sample in a trial language. Both its content and the page's own words are in that language. */
async function openSample(page: Page, url: string, locale: string) {
	await page.context().addCookies([{ name: 'groundwork_locale', value: locale, url }]);
	await page.goto(url);
	await page.getByRole('button', { name: m.home.sample }).click();
	await page.waitForURL(/\/b\//);
	await expect(page.getByRole('navigation', { name: m.steps.all })).toBeVisible();
}
const steps = (page: Page) =>
	page.getByRole('navigation', { name: m.steps.all }).getByRole('button');
async function expectSpoken(page: Page, where: string) {
	expect.soft(await untranslated(page), `${where}: not in the catalogue`).toEqual([]);
	expect.soft(await cutOff(page), `${where}: cut`).toEqual([]);
}

const DESK = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };

for (const locale of ['en-XA', 'ar-XB'])
	test(`each step of the sample speaks ${locale}, on a desk and on a phone`, async ({
		newPerson,
		server
	}) => {
		const page = await (await newPerson({ viewport: DESK })).newPage();
		await openSample(page, server.url, locale);
		const count = await steps(page).count();
		for (let nth = 0; nth < count; nth += 1) {
			await page.setViewportSize(DESK);
			await steps(page).nth(nth).click();
			await expect(steps(page).nth(nth)).toHaveAttribute('aria-current', 'step');
			await expectSpoken(page, `step ${nth + 1}`);
			await page.setViewportSize(PHONE);
			await expect(steps(page).first()).toBeHidden();
			await expectSpoken(page, `step ${nth + 1} on a phone`);
		}
	});

test('the dialogs of a board use a trial language', async ({ newPerson, server }) => {
	const page = await (await newPerson()).newPage();
	await openSample(page, server.url, 'en-XA');
	const { menu } = m.shell;
	for (const entry of [
		...[menu.share, menu.steps, menu.wording, menu.history, menu.import],
		...[menu.export, menu.archive, menu.delete, menu.keys, menu.signOut]
	]) {
		await page.getByRole('button', { name: menu.label, exact: true }).click();
		const item = page.getByRole('menuitem', { name: entry });
		await expectSpoken(page, 'the menu');
		await item.click();
		await expect(page.getByRole('dialog')).toBeVisible();
		await expectSpoken(page, `the dialog of ${entry}`);
		await page.keyboard.press('Escape');
		await expect(page.getByRole('dialog')).toBeHidden();
	}
});

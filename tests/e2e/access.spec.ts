/** Every page and dialog without violations that axe can see, in both themes and by both ways to a theme. */
import type { BrowserContextOptions, Page } from '@playwright/test';
import { expectAccessible } from '../support/accessible.ts';
import { closeRound, goTo, post, reveal } from '../support/board.ts';
import { expect, test } from '../support/fixtures.ts';
import { expectBoard, expectSaved, join, startWorkshop } from '../support/people.ts';

interface Look {
	name: string;
	colorScheme: 'light' | 'dark';
	/** What is picked with the theme switch; null follows the system. */
	picked: 'Light' | 'Dark' | null;
}
const LOOKS: readonly Look[] = [
	{ name: 'light', colorScheme: 'light', picked: null },
	{ name: 'dark', colorScheme: 'dark', picked: null },
	{ name: 'light, picked on a dark system', colorScheme: 'dark', picked: 'Light' },
	{ name: 'dark, picked on a light system', colorScheme: 'light', picked: 'Dark' }
];

for (const { name, colorScheme, picked } of LOOKS) {
	test.describe(name, () => {
		const options: BrowserContextOptions = { colorScheme, reducedMotion: 'reduce' };
		test.use({ colorScheme, contextOptions: { reducedMotion: 'reduce' } });

		async function dress(page: Page, url: string) {
			await page.goto(url);
			if (picked === null) return;
			await page.getByRole('radio', { name: picked }).check({ force: true });
			await expect(page.locator('html')).toHaveAttribute('data-theme', picked.toLowerCase());
		}

		test('pages around the board', async ({ page, newPerson, server }) => {
			await dress(page, server.url);
			await expectAccessible(page);
			await page.getByLabel('Somebody gave you a code?').fill('zzzzzz');
			await page.getByRole('button', { name: 'Join' }).click();
			await expect(page.getByRole('alert')).toBeVisible();
			await expectAccessible(page);
			await page.goto(`${server.url}/start`);
			await expectAccessible(page);
			await page.getByLabel('What is it about?').fill('Why customers leave us');
			await page.getByLabel('Your name').fill('   ');
			await page.getByRole('button', { name: 'Start the workshop' }).click();
			await expect(page.getByRole('alert').first()).toBeVisible();
			await expectAccessible(page);
			const { link, board } = await startWorkshop(page, server.url);
			const guest = await (await newPerson(options)).newPage();
			await dress(guest, server.url);
			await guest.goto(link);
			await expectAccessible(guest);
			await guest.goto(`${server.url}/j/no-such-link`);
			await expectAccessible(guest);
			await guest.goto(board);
			await expectAccessible(guest);
		});

		test('the board in each step', async ({ page, newPerson, server }) => {
			test.slow();
			await dress(page, server.url);
			const { link } = await startWorkshop(page, server.url, { fn: 'Sales' });
			const context = await newPerson(options);
			await dress(await context.newPage(), server.url);
			const guest = await join(context, link, { name: 'Ana', fn: 'Service' });
			const both = async () => {
				await expectAccessible(page);
				await expectAccessible(guest);
			};
			await expectAccessible(guest);
			await post(page, 'Handover mails are written four times.');
			await post(guest, 'Callers repeat their whole story.');
			await both();
			await reveal(page);
			await expect(guest.locator('[data-note]')).toHaveCount(2);
			await both();
			await goTo(page, 'Cluster');
			await guest.getByRole('button', { name: 'List' }).click();
			await guest.locator('[data-note]').first().getByRole('button').click();
			await guest.getByRole('menuitem', { name: /New cluster/ }).click();
			await guest.getByLabel('Name of the cluster').fill('Nobody owns the customer');
			await guest.keyboard.press('Enter');
			await expect(page.getByRole('heading', { name: 'Nobody owns the customer' })).toBeVisible();
			await both();
			await goTo(page, 'Vote');
			await both();
			await page.getByRole('button', { name: 'Open the round' }).click();
			await guest.getByRole('button', { name: /Give a dot/ }).click();
			await expectSaved(guest);
			await both();
			await closeRound(page);
			await expect(guest.getByRole('table')).toBeVisible();
			await both();
		});

		test('the full alignment map and its wall', async ({ page, server }) => {
			await dress(page, server.url);
			await page.getByRole('button', { name: 'Open the sample' }).click();
			await expectBoard(page);
			await expectAccessible(page);
			await page.getByRole('button', { name: 'Wall', exact: true }).first().click();
			await expect(page.locator('[data-note]').first()).toBeVisible();
			await expectAccessible(page);
			await page.getByRole('button', { name: 'List' }).click();
			await expectAccessible(page);
		});

		test('dialogs and menus', async ({ page, server }) => {
			await dress(page, server.url);
			await startWorkshop(page, server.url);
			const dialog = page.getByRole('dialog');
			const shut = async () => {
				await page.keyboard.press('Escape');
				await expect(dialog).toHaveCount(0);
			};
			await page.getByRole('button', { name: 'Share' }).click();
			await expect(dialog.getByRole('img', { name: /QR code/ })).toBeVisible();
			await dialog.getByText('Facilitator link').first().click();
			await expectAccessible(page);
			await shut();
			const people = page.getByRole('button', { name: /^People/ });
			await people.click();
			await expect(dialog).toBeVisible();
			await expectAccessible(page);
			await shut();
			await expect(people).toBeFocused();
			const more = page.getByRole('button', { name: 'More' });
			await more.press('Enter');
			await expect(page.getByRole('menu')).toBeVisible();
			await expectAccessible(page);
			await page.keyboard.press('Escape');
			await expect(more).toBeFocused();
			await more.press('Enter');
			await page.getByRole('menuitem', { name: /^Keys/ }).click();
			await expect(dialog).toBeVisible();
			await expectAccessible(page);
			await shut();
			await page.getByRole('button', { name: 'More' }).click();
			await page.getByRole('menuitem', { name: 'Wording check…' }).click();
			await expect(dialog).toBeVisible();
			await expectAccessible(page);
			await shut();
			await page.getByLabel('Your note').fill('A dashboard with all complaints');
			await page.getByLabel('Your note').press('Enter');
			await expect(page.getByRole('button', { name: 'Park it' })).toBeVisible();
			await expectAccessible(page);
			await page.getByRole('button', { name: 'Park it' }).click();
			await page.getByRole('button', { name: /^Parking lot/ }).click();
			await expect(dialog.getByRole('listitem')).toBeVisible();
			await expectAccessible(page);
			await shut();
			await page.getByRole('button', { name: 'More' }).click();
			await page.getByRole('menuitem', { name: 'Import notes…' }).click();
			await dialog.getByLabel(/pasted lines/).fill('The first\n\nThe second');
			await expectAccessible(page);
			await dialog.getByRole('button', { name: 'Import 2 notes' }).click();
			await expect(dialog).toHaveCount(0);
			await reveal(page);
			await goTo(page, 'Cluster');
			await page.locator('[data-note]').first().focus();
			await page.keyboard.press('m');
			await expect(dialog).toBeVisible();
			await expectAccessible(page);
		});
	});
}

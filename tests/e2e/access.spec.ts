/** Checks every page and dialog for accessibility violations with axe, in both themes and by both ways to a theme. */
import { expectAccessible, expectAccessibleInAllLooks } from '../support/accessible.ts';
import { closeRound, goTo, post, reveal } from '../support/board.ts';
import { expect, test } from '../support/fixtures.ts';
import { expectBoard, expectSaved, join, startWorkshop } from '../support/people.ts';

// Each test walks through many pages: they run in parallel and have time for a busy machine.
test.describe.configure({ mode: 'parallel', timeout: 360_000 });
test.use({ contextOptions: { reducedMotion: 'reduce' } });

test('pages around the board are accessible', async ({ page, newPerson, server }) => {
	await page.goto(server.url);
	await expectAccessibleInAllLooks(page);
	for (const theme of ['Light', 'Dark']) {
		await page.getByRole('radio', { name: theme }).check({ force: true });
		await expect(page.locator('html')).toHaveAttribute('data-theme', theme.toLowerCase());
		await expectAccessible(page);
	}
	await page.getByLabel('Somebody gave you a code?').fill('zzzzzz');
	await page.getByRole('button', { name: 'Join' }).click();
	await expect(page.getByRole('alert')).toBeVisible();
	await expectAccessibleInAllLooks(page);
	await page.goto(`${server.url}/start`);
	await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
	await expectAccessibleInAllLooks(page);
	await page.getByLabel('What is it about?').fill('Why customers leave us');
	await page.getByLabel('Your name').fill('   ');
	await page.getByRole('button', { name: 'Start the workshop' }).click();
	await expect(page.getByRole('alert').first()).toBeVisible();
	await expectAccessibleInAllLooks(page);
	const { link, board } = await startWorkshop(page, server.url);
	const guest = await (await newPerson()).newPage();
	await guest.goto(link);
	await expectAccessibleInAllLooks(guest);
	await guest.goto(`${server.url}/j/no-such-link`);
	await expectAccessibleInAllLooks(guest);
	await guest.goto(board);
	await expectAccessibleInAllLooks(guest);
});

test('the board is accessible in each step', async ({ page, newPerson, server }) => {
	const { link } = await startWorkshop(page, server.url, { fn: 'Sales' });
	const guest = await join(await newPerson(), link, { name: 'Ana', fn: 'Service' });
	const both = async () => {
		await expectAccessibleInAllLooks(page);
		await expectAccessibleInAllLooks(guest);
	};
	await expectAccessibleInAllLooks(guest);
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

test('the full alignment map and its wall are accessible', async ({ page, server }) => {
	await page.goto(server.url);
	await page.getByRole('button', { name: 'Open the sample' }).click();
	await expectBoard(page);
	await expectAccessibleInAllLooks(page);
	await page.getByRole('button', { name: 'Wall', exact: true }).first().click();
	await expect(page.locator('[data-note]').first()).toBeVisible();
	await expectAccessibleInAllLooks(page);
	await page.getByRole('button', { name: 'List' }).click();
	await expectAccessibleInAllLooks(page);
});

test('dialogs and menus are accessible', async ({ page, server }) => {
	await startWorkshop(page, server.url);
	const dialog = page.getByRole('dialog');
	const shut = async () => {
		await page.keyboard.press('Escape');
		await expect(dialog).toHaveCount(0);
	};
	await page.getByRole('button', { name: 'Share' }).click();
	await expect(dialog.getByRole('img', { name: /QR code/ })).toBeVisible();
	await dialog.getByText('Facilitator link').first().click();
	await expectAccessibleInAllLooks(page);
	await shut();
	const people = page.getByRole('button', { name: /^People/ });
	await people.click();
	await expect(dialog).toBeVisible();
	await expectAccessibleInAllLooks(page);
	await shut();
	await expect(people).toBeFocused();
	const more = page.getByRole('button', { name: 'More' });
	await more.press('Enter');
	await expect(page.getByRole('menu')).toBeVisible();
	await expectAccessibleInAllLooks(page);
	await page.keyboard.press('Escape');
	await expect(more).toBeFocused();
	await more.press('Enter');
	await page.getByRole('menuitem', { name: /^Keys/ }).click();
	await expect(dialog).toBeVisible();
	await expectAccessibleInAllLooks(page);
	await shut();
	await page.getByRole('button', { name: 'More' }).click();
	await page.getByRole('menuitem', { name: 'Wording check…' }).click();
	await expect(dialog).toBeVisible();
	await expectAccessibleInAllLooks(page);
	await shut();
	await page.getByLabel('Your note').fill('A dashboard with all complaints');
	await page.getByLabel('Your note').press('Enter');
	await expect(page.getByRole('button', { name: 'Park it' })).toBeVisible();
	await expectAccessibleInAllLooks(page);
	await page.getByRole('button', { name: 'Park it' }).click();
	await page.getByRole('button', { name: /^Parking lot/ }).click();
	await expect(dialog.getByRole('listitem')).toBeVisible();
	await expectAccessibleInAllLooks(page);
	await shut();
	await page.getByRole('button', { name: 'More' }).click();
	await page.getByRole('menuitem', { name: 'Import notes…' }).click();
	await dialog.getByLabel(/pasted lines/).fill('The first\n\nThe second');
	await expectAccessibleInAllLooks(page);
	await dialog.getByRole('button', { name: 'Import 2 notes' }).click();
	await expect(dialog).toHaveCount(0);
	await reveal(page);
	await goTo(page, 'Cluster');
	await page.locator('[data-note]').first().focus();
	await page.keyboard.press('m');
	await expect(dialog).toBeVisible();
	await expectAccessibleInAllLooks(page);
});

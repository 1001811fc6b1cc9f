/** The menu of a board, and the notice of an archived board. */
import { expect, test } from '../support/fixtures.ts';
import { join, startWorkshop } from '../support/people.ts';

test('a facilitator’s board menu shows all entries on a small laptop, and arrow keys move through them', async ({
	page,
	server
}) => {
	await startWorkshop(page, server.url);
	await page.setViewportSize({ width: 1280, height: 720 });
	await page.getByRole('button', { name: 'More' }).press('Enter');
	const menu = page.getByRole('menu', { name: 'More' });
	await expect(menu.getByRole('group', { name: 'This board' })).toBeVisible();
	await expect(menu.getByRole('group', { name: 'Files' })).toBeVisible();
	const hidden = () => menu.evaluate((element) => element.scrollHeight - element.clientHeight);
	await expect.poll(hidden).toBe(0);
	const first = menu.getByRole('menuitem', { name: 'Share…' });
	const last = menu.getByRole('menuitem', { name: 'Not you? Sign out…' });
	await expect(first).toBeInViewport({ ratio: 1 });
	await expect(last).toBeInViewport({ ratio: 1 });
	await page.keyboard.press('End');
	await expect(last).toBeFocused();
	await page.keyboard.press('Home');
	await expect(first).toBeFocused();
});

test('[L1] an archived board says once that it is archived, and asks nobody for anything', async ({
	page,
	newPerson,
	server
}) => {
	const { link } = await startWorkshop(page, server.url);
	const ana = await join(await newPerson(), link, { name: 'Ana', fn: 'Sales' });
	await expect(ana.getByRole('button', { name: 'I’m finished' })).toBeVisible();
	await page.getByRole('button', { name: 'More' }).click();
	await page.getByRole('menuitem', { name: 'Archive the board…' }).click();
	await page.getByRole('dialog').getByRole('button', { name: 'Archive the board' }).click();
	for (const person of [page, ana]) {
		await expect(person.getByText(/archived/i)).toHaveCount(1);
		await expect(person.getByText(/^Archived on/)).toBeVisible();
		await expect(person.getByRole('button', { name: 'I’m finished' })).toBeHidden();
		await person.setViewportSize({ width: 390, height: 844 });
		await expect(person.getByText(/archived/i)).toHaveCount(1);
		await expect(person.getByRole('button', { name: 'I’m finished' })).toBeHidden();
	}
});

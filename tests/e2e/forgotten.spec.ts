/** An anonymous board deletes its list of writers while people are on it, and is then used again. */
import { composer, note, post } from '../support/board.ts';
import { expectAccessible } from '../support/accessible.ts';
import { expect, test } from '../support/fixtures.ts';
import { expectSaved, join, startWorkshop } from '../support/people.ts';

test('[L17] a board in use again says that earlier notes cannot be changed, and keeps drafts', async ({
	page,
	newPerson,
	server
}) => {
	const { link } = await startWorkshop(page, server.url, { attribution: 'Anonymous' });
	const device = await newPerson();
	const zen = await join(device, link, { name: 'Zenobia', fn: 'Sales' });
	await post(zen, 'Nobody calls customers back');
	await expectSaved(zen);
	await page.getByRole('button', { name: 'Reveal notes' }).first().click();
	await expect(note(zen, 'Nobody calls customers back').first()).toBeVisible();
	await composer(zen).fill('Half a sentence');
	await expectSaved(zen);

	await page.getByRole('button', { name: 'More' }).click();
	await page.getByRole('menuitem', { name: 'Archive the board…' }).click();
	await page
		.getByRole('dialog')
		.getByRole('button', { name: /^Archive/ })
		.click();
	await expect(
		zen.getByText('The server has deleted its list of who wrote what.').first()
	).toBeVisible();
	await page.getByRole('button', { name: 'Take it out of the archive' }).click();

	const strip = zen.getByText('cannot be changed by its writers any more: the server');
	await expect(strip).toBeVisible();
	await expectAccessible(zen);
	await zen.reload();
	await expectSaved(zen);
	await expect(composer(zen)).toHaveValue('Half a sentence');
	await expect(note(zen, 'Nobody calls customers back').first()).toBeVisible();
	await zen.getByRole('button', { name: 'OK' }).click();
	await expect(strip).toHaveCount(0);
	await zen.reload();
	await expectSaved(zen);
	await expect(strip).toHaveCount(0);
});

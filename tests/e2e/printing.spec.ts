/** A board on paper: the whole wall by cluster, whatever the screen shows. */
import { post, goTo, moveTo, reveal } from '../support/board.ts';
import { expect, test } from '../support/fixtures.ts';
import { startWorkshop } from '../support/people.ts';

test('printing a board prints every cluster with all its notes, and says where the report is', async ({
	page,
	server
}) => {
	const { board } = await startWorkshop(page, server.url, { title: 'On paper', fn: 'Sales' });
	for (const text of ['Leads reach us late', 'Nobody hands over', 'Offers take a week'])
		await post(page, text);
	await reveal(page);
	await goTo(page, 'Cluster');
	await moveTo(page, 'Leads reach us late', 'Late leads');
	await page.emulateMedia({ media: 'print' });
	await page.evaluate(() => dispatchEvent(new Event('beforeprint')));

	const paper = page.getByText('The wall at Cluster: 3 notes in 1 cluster.');
	await expect(paper).toBeVisible();
	await expect(page.getByText(`${board}/report`)).toBeVisible();
	const printed = (title: string) =>
		page
			.locator('section')
			.filter({ has: page.getByRole('heading', { level: 2, name: title }) })
			.getByRole('listitem');
	await expect(printed('Late leads')).toHaveText([/Leads reach us late\s*Sales/]);
	await expect(printed('Outside clusters')).toHaveText([/hands over|a week/, /hands over|a week/]);
	await expect(page.getByRole('navigation', { name: 'Steps' })).toBeHidden();

	await page.evaluate(() => dispatchEvent(new Event('afterprint')));
	await page.emulateMedia({ media: 'screen' });
	await expect(page.getByRole('navigation', { name: 'Steps' })).toBeVisible();
	await expect(paper).toHaveCount(0);
});

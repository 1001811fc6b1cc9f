/** A printed board shows the whole wall by cluster, whatever the screen shows. */
import { goTo, moveTo, post, reveal } from '../support/board.ts';
import { expect, test } from '../support/fixtures.ts';
import { openSample, startWorkshop } from '../support/people.ts';

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
	await expect(printed('Notes outside clusters')).toHaveText([
		/hands over|a week/,
		/hands over|a week/
	]);
	await expect(page.getByRole('navigation', { name: 'Steps' })).toBeHidden();

	await page.evaluate(() => dispatchEvent(new Event('afterprint')));
	await page.emulateMedia({ media: 'screen' });
	await expect(page.getByRole('navigation', { name: 'Steps' })).toBeVisible();
	await expect(paper).toHaveCount(0);
});

test('printing a map prints all its rows in the order on the screen, and not the wall', async ({
	page,
	server
}) => {
	await page.setViewportSize({ width: 900, height: 480 });
	await openSample(page, server.url);
	await page.getByRole('button', { name: 'Map', exact: true }).click();
	await page.getByRole('radio', { name: 'Dots', exact: true }).check({ force: true });
	const rows = page.getByRole('table').getByRole('rowheader');
	const order = await rows.allTextContents();
	expect(order.length).toBeGreaterThan(4);

	await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
	await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
	await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
	await expect(page.getByText(/^The map at /)).toBeVisible();
	await expect(rows).toHaveText(order);
	await expect(page.getByText(/^The wall at /)).toHaveCount(0);
	await expect(page.getByRole('navigation', { name: 'Steps' })).toBeHidden();
	await expect(page.getByRole('group', { name: 'Order by' })).toBeHidden();
	// Nothing is cut off: no box around the last row scrolls or ends before it.
	const isCut = await page
		.getByRole('row')
		.last()
		.evaluate((row) => {
			const { bottom } = row.getBoundingClientRect();
			for (let box = row.parentElement; box && box !== document.body; box = box.parentElement)
				if (
					getComputedStyle(box).overflowY !== 'visible' &&
					box.getBoundingClientRect().bottom < bottom
				)
					return box.className;
			return null;
		});
	expect(isCut).toBeNull();

	await page.evaluate(() => dispatchEvent(new Event('afterprint')));
	await page.emulateMedia({ media: 'screen' });
	await expect(page.getByRole('group', { name: 'Order by' })).toBeVisible();
});

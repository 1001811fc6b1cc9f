/** Controls that float over a page stay visible and cover nothing. */
import { expect, test } from '../support/fixtures.ts';
import { expectCoversNothing, scrollPage } from '../support/in-sight.ts';
import { openSample } from '../support/people.ts';

test('the buttons for the map, the wall and the parking lot cover nothing on any step’s page', async ({
	page,
	server
}) => {
	await page.setViewportSize({ width: 1280, height: 800 });
	await openSample(page, server.url);
	const ways = [
		page.getByRole('group', { name: 'Show' }),
		page.getByRole('button', { name: /^Parking lot/ })
	];
	for (const step of ['Vote', 'Outcomes', 'Requirements', 'Review']) {
		await page.setViewportSize({ width: 1280, height: 800 });
		await page
			.getByRole('navigation', { name: 'Steps' })
			.getByRole('button', { name: step })
			.click();
		await expect(page.locator('[aria-current="step"]').first()).toContainText(step);
		await expect(page.locator('main h2').first()).toBeVisible();
		for (const viewport of [
			{ width: 1280, height: 800 },
			{ width: 390, height: 844 }
		]) {
			await page.setViewportSize(viewport);
			for (const place of ['start', 'middle', 'end'] as const) {
				await scrollPage(page, place);
				for (const way of ways) await expectCoversNothing(way);
			}
		}
	}
	// The title gets the room that the steps leave.
	await page.setViewportSize({ width: 1920, height: 1080 });
	const title = page.getByRole('button', { name: /^Why customers leave us after/ });
	const cut = () => title.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth);
	await expect.poll(cut).toBe(0);
});

/** The privacy page: found from everywhere, readable by everybody, and true of what the browser holds. */
import { expectAccessible } from '../support/accessible.ts';
import { expect, test } from '../support/fixtures.ts';

for (const theme of ['light', 'dark'] as const) {
	test(`the first page leads to the privacy page, which everybody can read (${theme}, phone)`, async ({
		newPerson,
		server
	}) => {
		const context = await newPerson({
			viewport: { width: 390, height: 844 },
			colorScheme: theme
		});
		const page = await context.newPage();
		await page.goto(server.url);
		await page.getByRole('link', { name: 'Privacy' }).click();
		await expect(page.getByRole('heading', { level: 1 })).toHaveText('Privacy');
		await expectAccessible(page);
		const tooWide = await page.evaluate(
			() => document.documentElement.scrollWidth - document.documentElement.clientWidth
		);
		expect(tooWide).toBe(0);
	});
}

test('the menu of a board leads to the privacy page, which names every cookie there is', async ({
	page,
	server
}) => {
	const hosts = new Set<string>();
	page.on('request', (request) => hosts.add(new URL(request.url()).origin));
	await page.goto(server.url);
	await page.getByRole('radio', { name: 'Dark' }).check({ force: true });
	await page.getByRole('button', { name: 'Open the sample' }).click();
	await page.getByRole('button', { name: 'More' }).click();
	await page.getByRole('menuitem', { name: 'Privacy' }).click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Privacy');
	const cookies = await page.context().cookies();
	expect(cookies.length).toBeGreaterThan(1);
	for (const { name } of cookies) {
		await expect(page.getByText(name.replace('__Host-', ''), { exact: true })).toBeVisible();
	}
	expect([...hosts]).toEqual([server.url]);
});

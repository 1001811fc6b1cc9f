/** The privacy page: linked from everywhere, readable by everybody, and correct about the browser's storage. */
import { expectAccessible } from '../support/accessible.ts';
import { expect, test } from '../support/fixtures.ts';
import { expectAlive } from '../support/late-scripts.ts';
import { startServer } from '../support/server.ts';

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

test('the menu of a board leads to the privacy page, which names every cookie', async ({
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

test('the privacy page says how long this server keeps data, and what else is stored', async ({
	page
}) => {
	const days = { GROUNDWORK_SAMPLE_DAYS: '11', GROUNDWORK_BLANK_DAYS: '1' };
	const set = await startServer({ env: days });
	const never = await startServer({
		env: { GROUNDWORK_SAMPLE_DAYS: '0', GROUNDWORK_BLANK_DAYS: '0' }
	});
	try {
		await page.goto(`${set.url}/privacy`);
		const main = page.getByRole('main');
		for (const sentence of [
			'Sample boards that nobody changed are deleted after 11 days.',
			'Boards on which nobody ever wrote are deleted after 1 day.',
			'It can be brought back for 30 days',
			'deletes its list of who wrote what when the board is archived, or some days after the last words',
			'Lists of steps that you kept as templates of your own.',
			'your name and function, while you are in the waiting room',
			'unless facilitators let people in one by one or have closed joining'
		])
			await expect(main).toContainText(sentence);
		await expectAlive(page);
		await page.goto(`${never.url}/privacy`);
		await expect(main).toContainText('It can be brought back for 30 days');
		await expect(main).not.toContainText('Sample boards');
		await expect(main).not.toContainText('nobody ever wrote');
		await expectAlive(page);
	} finally {
		await Promise.all([set.dispose(), never.dispose()]);
	}
});

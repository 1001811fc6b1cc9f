/** Technology: its gate, opened early for a reason; the decision; options compared with requirements; the script. */
import type { Page } from '@playwright/test';
import { expectAccessible } from '../support/accessible.ts';
import { expect, test } from '../support/fixtures.ts';
import { expectBoard, expectSaved, invite, join, startWorkshop } from '../support/people.ts';

const rail = (page: Page) => page.getByRole('navigation', { name: 'Steps' });
const technology = (page: Page) => rail(page).getByRole('button', { name: /^Technology/ });
const dialog = (page: Page) => page.getByRole('dialog');
const option = (page: Page, name: string) => page.getByRole('article', { name });
/** What an option does for a requirement; both are named by their first words. */
const rating = (page: Page, requirement: RegExp) =>
	page.getByRole('combobox', { name: requirement });

/** Opens the sample, whose gate is open, in its Technology step. */
async function openSample(page: Page, url: string) {
	await page.goto(url);
	await page.getByRole('button', { name: 'Open the sample' }).click();
	await expectBoard(page);
	await technology(page).click();
	await expect(
		page.getByRole('heading', { name: 'We use what we have differently' })
	).toBeVisible();
}
async function decideForSomethingNew(page: Page) {
	await page.getByRole('button', { name: 'Change the decision' }).click();
	await page.getByRole('radio', { name: /^Look for something new/ }).check();
	await page.getByLabel('Why?').fill('The list cannot be read in the van.');
	await page.getByRole('button', { name: 'Write it down' }).click();
	await expect(page.getByRole('heading', { name: 'We look for something new' })).toBeVisible();
}
async function addOption(page: Page, name: string) {
	await page.getByRole('button', { name: 'Add an option' }).click();
	const field = option(page, 'Option without a name').getByLabel('Option', { exact: true });
	await expect(field).toBeFocused();
	await field.fill(name);
	await field.press('Enter');
	await expect(option(page, name)).toBeVisible();
}

test('the gate says who can meet each condition, and opens early only for a reason that stays visible', async ({
	page: mira,
	newPerson,
	server
}) => {
	const { link } = await startWorkshop(mira, server.url, { template: 'Problems first' });
	const ana = await join(await newPerson(), link, { name: 'Ana', fn: 'Sales' });

	await technology(ana).click();
	await expect(dialog(ana)).toContainText('Sales has not voted yet.');
	await expect(dialog(ana).getByRole('button', { name: /early/ })).toHaveCount(0);
	await expectAccessible(ana);
	await ana.keyboard.press('Escape');

	await technology(mira).click();
	await dialog(mira).getByRole('button', { name: 'Open it early…' }).click();
	await dialog(mira).getByRole('button', { name: 'Open it early' }).click();
	await expect(dialog(mira).getByRole('alert')).toContainText('Say why');
	await expectAccessible(mira);
	await dialog(mira).getByLabel('Why open it early?').fill('The contract ends on Friday');
	await dialog(mira).getByRole('button', { name: 'Open it early' }).click();

	for (const page of [mira, ana])
		await expect(
			page.getByText(/^Technology was opened early.+“The contract ends on Friday”/)
		).toBeVisible();
	await expect(ana.getByText('Nothing is decided yet.')).toBeVisible();
	await expect(ana.getByRole('button', { name: 'Write it down' })).toHaveCount(0);
});

test('a facilitator writes the decision, and everybody sees it', async ({
	page: mira,
	newPerson,
	server
}) => {
	await openSample(mira, server.url);
	const { link } = await invite(mira);
	const ana = await join(await newPerson(), link, { name: 'Ana', fn: 'Sales' });
	await expect(ana.getByRole('button', { name: 'Change the decision' })).toHaveCount(0);

	await mira.getByRole('button', { name: 'Change the decision' }).click();
	await mira.getByLabel('Why?').fill('');
	await mira.getByRole('button', { name: 'Write it down' }).click();
	await expect(mira.getByText('Say why, in a sentence or two.')).toBeVisible();
	await mira.getByRole('radio', { name: /^Not now/ }).check();
	await mira.getByLabel('Why?').fill('First we try the sheet for a month.');
	await mira
		.getByRole('group', { name: 'Problems that it leaves open' })
		.getByLabel('Nobody knows who owns the customer')
		.check();
	await mira.getByLabel('When do we look again?').fill('2027-03-01');
	await mira.getByRole('button', { name: 'Write it down' }).click();

	for (const page of [mira, ana]) {
		await expect(page.getByRole('heading', { name: 'Not now' })).toBeVisible();
		await expect(page.getByText('First we try the sheet for a month.')).toBeVisible();
		await expect(page.getByRole('definition').filter({ hasText: '1 March 2027' })).toBeVisible();
	}
	await mira.reload();
	await expect(mira.getByRole('heading', { name: 'Not now' })).toBeVisible();
});

test('people rate an option against the requirements together; the score changes but decides nothing', async ({
	page: mira,
	newPerson,
	server
}) => {
	await openSample(mira, server.url);
	await decideForSomethingNew(mira);
	const { link } = await invite(mira);
	const ana = await join(await newPerson(), link, { name: 'Ana', fn: 'Sales' });

	await addOption(mira, 'A shared book');
	await expect(option(ana, 'A shared book')).toBeVisible();
	await option(ana, 'A shared book')
		.getByRole('textbox', { name: 'What its provider gets out of it' })
		.fill('Sells paper.');
	await expect(
		option(mira, 'A shared book').getByRole('textbox', { name: 'What its provider gets out of it' })
	).toHaveValue('Sells paper.');

	const score = mira
		.getByRole('row', { name: /^Score/ })
		.getByRole('cell')
		.last();
	await expect(score).toContainText(/^0 of 100, \d+ not shown/);
	const own = rating(ana, /^A shared book: /).first();
	await own.selectOption('meets it');
	await expect(rating(mira, /^A shared book: /).first()).toHaveValue('meets');
	await expect(score).toContainText(/^[1-9]\d* of 100/);
	await expect(mira.getByText(/A must counts 3, .+A score does not decide\./)).toBeVisible();
	await expectSaved(ana);

	const table = mira.getByRole('region', { name: 'Options and requirements' });
	const seen = table
		.getByRole('cell')
		.filter({ has: rating(mira, /^A shared book: /) })
		.first();
	await seen.getByLabel('What was seen').fill('Lay on the table');
	await seen.getByLabel('What was seen').press('Enter');
	await expect(ana.getByRole('cell').filter({ has: own }).getByLabel('What was seen')).toHaveValue(
		'Lay on the table'
	);

	await option(mira, 'A shared book').getByRole('button', { name: 'Put this option away' }).click();
	await expect(option(ana, 'A shared book')).toHaveCount(0);
	await mira.getByRole('button', { name: 'Undo', exact: true }).click();
	await expect(option(ana, 'A shared book')).toBeVisible();
});

test('the script for demonstrations lists cases under their outcomes, and can be copied', async ({
	page,
	context,
	server
}) => {
	await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: server.url });
	await openSample(page, server.url);
	const script = page.getByRole('region', { name: 'Script for demonstrations' });
	await expect(script.getByRole('listitem').first()).toContainText(/^Show us how .+\. must$/);
	await script.getByRole('button', { name: 'Copy the script' }).click();
	await expect(page.getByText('The script is copied.')).toBeVisible();
	expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('- Show us how ');
});

for (const colorScheme of ['light', 'dark'] as const)
	test(`everybody can use it, on a phone too: ${colorScheme}`, async ({ page, server }) => {
		await page.emulateMedia({ colorScheme });
		await openSample(page, server.url);
		await decideForSomethingNew(page);
		await expectAccessible(page);
		await page.setViewportSize({ width: 390, height: 844 });
		await expect(page.getByLabel('Option in sight')).toBeVisible();
		await expect(page.getByRole('table').getByRole('columnheader')).toHaveCount(2);
		const overflow = await page.evaluate(
			() => document.documentElement.scrollWidth - document.documentElement.clientWidth
		);
		expect(overflow).toBe(0);
		await expectAccessible(page);
	});

/** Facilitators edit the list of steps during a workshop, and save it for the next one. */
import type { Page } from '@playwright/test';
import { expectAccessible } from '../support/accessible.ts';
import { goTo, post, reveal } from '../support/board.ts';
import { expect, test } from '../support/fixtures.ts';
import { expectBoard, expectSaved, join, startByForm, startWorkshop } from '../support/people.ts';

const rail = (page: Page) => page.getByRole('navigation', { name: 'Steps' });
const titles = (page: Page) => rail(page).locator('.title');

async function editSteps(page: Page) {
	await page.getByRole('button', { name: 'More', exact: true }).click();
	await page.getByRole('menuitem', { name: 'Edit the steps…' }).click();
	const dialog = page.getByRole('dialog', { name: 'Edit the steps' });
	await expect(dialog).toBeVisible();
	return dialog;
}

test('everybody sees step changes, but only a facilitator can make them', async ({
	page: mira,
	newPerson,
	server
}) => {
	const { link } = await startWorkshop(mira, server.url);
	const ana = await join(await newPerson(), link, { name: 'Ana', fn: 'Sales' });
	await ana.getByRole('button', { name: 'More', exact: true }).click();
	await expect(ana.getByRole('menuitem', { name: 'Share…' })).toBeVisible();
	await expect(ana.getByRole('menuitem', { name: 'Edit the steps…' })).toHaveCount(0);
	await ana.keyboard.press('Escape');

	const dialog = await editSteps(mira);
	await dialog.getByLabel('Add a step').selectOption('outcomes');
	await dialog.getByRole('button', { name: 'Add', exact: true }).click();
	await expect(titles(ana)).toHaveText(['Problems', 'Cluster', 'Vote', 'Outcomes']);

	await dialog.getByRole('button', { name: 'Repeat Vote' }).click();
	await expect(titles(ana)).toHaveText(['Problems', 'Cluster', 'Vote', 'Vote 2', 'Outcomes']);

	await dialog.getByRole('button', { name: 'Change Vote 2' }).click();
	await dialog.getByLabel('Title', { exact: true }).fill('Vote again');
	await dialog.getByLabel('What the group does').fill('Now that we know more. Vote once more.');
	await dialog.getByRole('button', { name: 'Keep', exact: true }).click();
	await expect(dialog.getByRole('button', { name: 'Change Vote again' })).toBeFocused();
	await expect(titles(ana)).toHaveText(['Problems', 'Cluster', 'Vote', 'Vote again', 'Outcomes']);

	const up = dialog.getByRole('button', { name: 'Move Outcomes up' });
	await up.focus();
	await mira.keyboard.press('Enter');
	await expect(titles(ana)).toHaveText(['Problems', 'Cluster', 'Vote', 'Outcomes', 'Vote again']);
	for (const place of [2, 1, 0]) {
		await expect(up).toBeFocused();
		await mira.keyboard.press('Enter');
		await expect(titles(ana).nth(place)).toHaveText('Outcomes');
	}
	await expect(dialog.getByRole('button', { name: 'Move Outcomes down' })).toBeFocused();

	await expect(dialog.getByRole('button', { name: 'Remove Problems' })).toBeDisabled();
	await dialog.getByRole('button', { name: 'Remove Vote again' }).click();
	await dialog.getByRole('button', { name: 'Cancel' }).click();
	await dialog.getByRole('button', { name: 'Remove Vote again' }).click();
	await dialog.getByRole('button', { name: 'Remove', exact: true }).click();
	await expect(titles(ana)).toHaveText(['Outcomes', 'Problems', 'Cluster', 'Vote']);
	await expect(dialog.getByRole('button', { name: 'Change Vote' })).toBeFocused();
	await expect(rail(ana).locator('[aria-current="step"]')).toContainText('Problems');
});

test('notes waiting in a removed step can be posted in another step', async ({
	page: mira,
	newPerson,
	server
}) => {
	const { link } = await startWorkshop(mira, server.url);
	const ana = await join(await newPerson(), link, { name: 'Ana', fn: 'Sales' });
	await post(ana, 'Leads reach us late');
	await expectSaved(ana);
	let dialog = await editSteps(mira);
	await dialog.getByRole('button', { name: 'Repeat Problems' }).click();
	await expect(titles(ana)).toHaveText(['Problems', 'Problems 2', 'Cluster', 'Vote']);
	await mira.keyboard.press('Escape');
	await expect(mira.getByText('1 note is still hidden')).toBeVisible();
	await rail(mira).getByRole('button', { name: 'Problems 2' }).click();
	await mira.getByRole('button', { name: 'Go on all the same' }).click();
	await expect(rail(ana).locator('[aria-current="step"]')).toContainText('Problems 2');
	dialog = await editSteps(mira);
	await dialog.getByRole('button', { name: 'Remove Problems', exact: true }).click();
	await dialog.getByRole('button', { name: 'Remove', exact: true }).click();
	await mira.keyboard.press('Escape');

	await ana.getByText('1 note is kept at your desk').click();
	await expect(ana.getByText('The step in which you wrote it is gone.')).toBeVisible();
	await ana.getByRole('button', { name: 'Post it here' }).click();
	await expectSaved(ana);
	await reveal(mira);
	await expect(
		mira.locator('[data-note]').filter({ hasText: 'Leads reach us late' })
	).toBeVisible();
	await goTo(mira, 'Cluster');
});

test('a list of steps can be saved, and starts the next workshop', async ({ page, server }) => {
	await startWorkshop(page, server.url);
	const dialog = await editSteps(page);
	await dialog.getByRole('button', { name: 'Remove Vote' }).click();
	await dialog.getByRole('button', { name: 'Remove', exact: true }).click();
	await expect(titles(page)).toHaveText(['Problems', 'Cluster']);
	await dialog.getByLabel(/^Save these steps/).fill('Only listening');
	await dialog.getByRole('button', { name: 'Save', exact: true }).click();
	await expect(page.getByText('“Only listening” is kept.')).toBeVisible();

	await startByForm(page, server.url, { title: 'Once more', template: 'Only listening' });
	await expectBoard(page);
	await expect(titles(page)).toHaveText(['Problems', 'Cluster']);

	await page.goto(`${server.url}/start`);
	await page.getByLabel('What is it about?').fill('A third time');
	await page.getByRole('radio', { name: /^Only listening/ }).check();
	await page.getByRole('button', { name: 'Remove the template Only listening' }).click();
	await page.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click();
	await expect(page.getByRole('radio', { name: /^Only listening/ })).toHaveCount(0);
	await expect(page.getByRole('radio', { name: /^Problems first/ })).toBeChecked();
	await expect(page.getByLabel('What is it about?')).toHaveValue('A third time');
});

test('a template that was removed meanwhile is explained, and nothing that was typed is lost', async ({
	page,
	context,
	server
}) => {
	await startWorkshop(page, server.url);
	const dialog = await editSteps(page);
	await dialog.getByLabel(/^Save these steps/).fill('Soon gone');
	await dialog.getByRole('button', { name: 'Save', exact: true }).click();
	await expect(page.getByText('“Soon gone” is kept.')).toBeVisible();

	await page.goto(`${server.url}/start`);
	await page.getByLabel('What is it about?').fill('Late');
	await page.getByLabel('Your name').fill('Mira');
	await page.getByRole('radio', { name: /^Soon gone/ }).check();
	const other = await context.newPage();
	await other.goto(`${server.url}/start`);
	await other.getByRole('button', { name: 'Remove the template Soon gone' }).click();
	await other.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click();
	await expect(other.getByRole('radio', { name: /^Soon gone/ })).toHaveCount(0);
	await page.getByRole('button', { name: 'Start the workshop' }).click();
	await expect(page.getByText('This template is not kept any more.')).toBeVisible();
	await expect(page.getByLabel('What is it about?')).toHaveValue('Late');
});

for (const colorScheme of ['light', 'dark'] as const)
	test(`the list of steps is accessible, ${colorScheme}`, async ({ newPerson, server }) => {
		const mira = await newPerson({
			colorScheme,
			reducedMotion: 'reduce',
			viewport: { width: 390, height: 844 }
		});
		const page = await mira.newPage();
		await startWorkshop(page, server.url, { template: 'Problems first' });
		await page.getByRole('button', { name: /of 10 · Frame/ }).click();
		await page.getByRole('menuitem', { name: 'Edit the steps…' }).click();
		const dialog = page.getByRole('dialog', { name: 'Edit the steps' });
		await expect(dialog).toBeVisible();
		await expectAccessible(page);
		await dialog.getByRole('button', { name: 'Change Problems' }).click();
		await dialog.getByRole('button', { name: 'Remove Review' }).click();
		await expectAccessible(page);
		const width = await dialog.evaluate((node) => node.scrollWidth - node.clientWidth);
		expect(width).toBe(0);
	});

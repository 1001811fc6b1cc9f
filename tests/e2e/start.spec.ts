/** Starting: the first page, the sample, one's own workshop, and sentences about missing input. */
import { expect, test } from '../support/fixtures.ts';
import { expectAlive } from '../support/late-scripts.ts';
import { expectBoard, startWorkshop } from '../support/people.ts';

test('the first page offers a workshop and the sample', async ({ page, server }) => {
	await page.goto(server.url);
	await expect(page.getByRole('heading', { level: 1 })).toContainText('problem');
	await expect(page.getByRole('link', { name: 'Start a workshop' })).toBeVisible();
	await expect(page.getByRole('button', { name: 'Open the sample' })).toBeVisible();
});

test('everybody gets their own sample, with its alignment map', async ({ newPerson, server }) => {
	const boards: string[] = [];
	for (let person = 0; person < 2; person++) {
		const page = await (await newPerson()).newPage();
		await page.goto(server.url);
		await page.getByRole('button', { name: 'Open the sample' }).click();
		await expectBoard(page);
		const map = page.getByRole('table');
		await expect(map).toBeVisible();
		await expect(map.getByText('All agree').first()).toBeVisible();
		boards.push(page.url());
	}
	expect(new Set(boards).size).toBe(2);
});

test('a workshop starts with its own functions, and its starter facilitates', async ({
	page,
	server
}) => {
	await page.goto(`${server.url}/start`);
	await page.getByLabel('What is it about?').fill('Why first visits fail');
	await page.getByLabel('Your name').fill('Mira');
	await page.getByRole('button', { name: 'Remove IT' }).click();
	await page.getByRole('button', { name: 'Add a function' }).click();
	await page.getByLabel('Name of function 4').fill('Warehouse');
	await page.getByRole('radio', { name: /^Quick align/ }).check();
	await page.getByRole('button', { name: 'Start the workshop' }).click();
	await expectBoard(page);
	await expect(page.getByText('Why first visits fail').first()).toBeVisible();
	await expect(page.getByText('Warehouse').first()).toBeVisible();
	await expect(page.getByRole('button', { name: 'Share' })).toBeVisible();
});

test('missing input is reported beside the field, and nothing typed is lost', async ({
	page,
	server
}) => {
	await page.goto(`${server.url}/start`);
	await page.getByLabel('What is it about?').fill('Why first visits fail');
	await page.getByLabel('Your name').fill('   ');
	await page.getByRole('button', { name: 'Start the workshop' }).click();
	await expect(page.getByRole('alert').first()).toBeVisible();
	await expect(page.getByLabel('What is it about?')).toHaveValue('Why first visits fail');
});

test('form input survives a reload and the Back button, until it is sent', async ({
	page,
	server
}) => {
	const title = page.getByLabel('What is it about?');
	await page.goto(`${server.url}/start`);
	await title.fill('Why first visits fail');
	await page.getByLabel('Name of function 1').fill('Field sales');
	await page.getByRole('radio', { name: /^Anonymous\b/ }).check();
	await expectAlive(page);
	await page.reload();
	await expect(title).toHaveValue('Why first visits fail');
	await page.getByRole('link', { name: 'Privacy' }).click();
	await expect(page.getByRole('heading', { name: 'Privacy' })).toBeVisible();
	await page.goBack();
	await expect(title).toHaveValue('Why first visits fail');
	await expect(page.getByLabel('Name of function 1')).toHaveValue('Field sales');
	await expect(page.getByRole('radio', { name: /^Anonymous\b/ })).toBeChecked();
	await page.getByLabel('Your name').fill('Mira');
	await page.getByRole('button', { name: 'Start the workshop' }).click();
	await expectBoard(page);
	await page.goto(`${server.url}/start`);
	await expect(title).toHaveValue('');
});

test('the first page and the start page work without JavaScript', async ({ newPerson, server }) => {
	const page = await (await newPerson({ javaScriptEnabled: false })).newPage();
	await page.goto(server.url);
	await page.getByRole('link', { name: 'Start a workshop' }).click();
	await page.getByLabel('What is it about?').fill('Without scripts');
	await page.getByLabel('Your name').fill('Mira');
	await page.getByRole('button', { name: 'Start the workshop' }).click();
	await page.waitForURL(/\/b\//);
	await expect(page.getByText('Without scripts').first()).toBeVisible();
});

test('a board can be read without JavaScript', async ({ page, newPerson, server }) => {
	await startWorkshop(page, server.url);
	const silent = await newPerson({
		javaScriptEnabled: false,
		storageState: await page.context().storageState()
	});
	const sample = await silent.newPage();
	await sample.goto(server.url);
	await sample.getByRole('button', { name: 'Open the sample' }).click();
	await sample.waitForURL(/\/b\//);
	await expect(sample.getByRole('table')).toContainText('All agree');
});

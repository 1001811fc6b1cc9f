/** Typing and choices made before the scripts load are kept. */
import { composer, goTo, note, post, reveal, openPeople } from '../support/board.ts';
import { expect, test } from '../support/fixtures.ts';
import { openLate } from '../support/late-scripts.ts';
import { translateNow, translatePages } from '../support/translator.ts';
import { expectBoard, join, startWorkshop } from '../support/people.ts';

test('the join form keeps a name and a function, and joins', async ({
	page,
	newPerson,
	server
}) => {
	const { link } = await startWorkshop(page, server.url);
	const { page: guest, comeAlive } = await openLate(
		await newPerson({ serviceWorkers: 'block' }),
		link
	);
	await guest.getByLabel('Your name').fill('Ana');
	await guest.getByRole('radio', { name: /^Service/ }).check();
	await comeAlive();
	await expect(guest.getByLabel('Your name')).toHaveValue('Ana');
	await expect(guest.getByRole('radio', { name: /^Service/ })).toBeChecked();
	await guest.getByRole('button', { name: 'Join the workshop' }).click();
	await expectBoard(guest);
});

test('the field for a code keeps the typed code', async ({ page, newPerson, server }) => {
	const { code } = await startWorkshop(page, server.url);
	const { page: guest, comeAlive } = await openLate(
		await newPerson({ serviceWorkers: 'block' }),
		server.url
	);
	const field = guest.getByLabel('Somebody gave you a code?');
	await field.fill(code);
	await comeAlive();
	await expect(field).toHaveValue(code);
	await guest.getByRole('button', { name: 'Join' }).click();
	await expect(guest.getByLabel('Your name')).toBeVisible();
});

for (const translated of [false, true])
	test(`the start form keeps every field${translated ? ' of a page that the browser has translated' : ''}`, async ({
		newPerson,
		server
	}) => {
		const person = await newPerson({ serviceWorkers: 'block' });
		if (translated) await translatePages(person);
		const { page, comeAlive } = await openLate(person, `${server.url}/start`);
		const texts = {
			'What is it about?': 'Why first visits fail',
			'Why do you meet now?': 'Because they do',
			'Your name': 'Mira',
			'Letter of Sales': 'V',
			'Name of function 1': 'Field sales'
		};
		for (const [label, text] of Object.entries(texts)) await page.getByLabel(label).fill(text);
		const own = page.getByLabel('Your function');
		const colour = page.getByLabel('Colour of Marketing');
		await own.selectOption('Service');
		await colour.selectOption('Violet');
		const radios = ['Anonymous', 'Quick align'].map((name) =>
			page.getByRole('radio', { name: new RegExp(`^${name}\\b`) })
		);
		for (const radio of radios) await radio.check();
		const file = { name: 'board.json', mimeType: 'application/json', buffer: Buffer.from('{}') };
		await page.getByText('Start from an exported board').click();
		await page.getByLabel('JSON file').setInputFiles(file);

		if (translated) await translateNow(page);
		await comeAlive();
		delete (texts as Record<string, string>)['Letter of Sales'];
		for (const [label, text] of Object.entries(texts))
			await expect(page.getByLabel(label)).toHaveValue(text);
		await expect(page.getByLabel('Letter of Field sales')).toHaveValue('V');
		await expect(own.locator('option:checked')).toHaveText('Service');
		await expect(colour).toHaveValue('violet');
		await expect(page.locator('li[data-fn-colour="violet"]')).toHaveCount(1);
		for (const radio of radios) await expect(radio).toBeChecked();
		await expect(page.getByLabel('JSON file')).toBeVisible();
		await expect(page.getByLabel('JSON file')).toHaveValue(/board\.json$/);
		await page.getByRole('button', { name: 'Start the workshop' }).click();
		await expectBoard(page);
		await expect((await openPeople(page)).getByText(/Field sales/)).toBeVisible();
	});

test('a theme picked before the scripts load is applied', async ({ newPerson, server }) => {
	const { page, comeAlive } = await openLate(
		await newPerson({ serviceWorkers: 'block' }),
		server.url
	);
	await page.getByTitle('Dark').click();
	await comeAlive();
	await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
});

test('a menu pressed before the scripts load opens after that', async ({
	page,
	newPerson,
	server
}) => {
	const { board } = await startWorkshop(page, server.url);
	const context = await newPerson({
		serviceWorkers: 'block',
		storageState: await page.context().storageState()
	});
	const { page: late, comeAlive } = await openLate(context, board);
	await late.getByRole('button', { name: 'More' }).click();
	await comeAlive();
	await expect(late.getByRole('menuitem', { name: 'Privacy' })).toBeVisible();
	await late.keyboard.press('Escape');
	await expect(late.getByRole('menu')).toBeHidden();
});

test('a note started before the scripts load is not lost, even when it is sent too early', async ({
	page,
	newPerson,
	server
}) => {
	const { link, board } = await startWorkshop(page, server.url);
	const context = await newPerson({ serviceWorkers: 'block' });
	await (await join(context, link, { name: 'Ana', fn: 'Sales' })).close();
	const { page: ana, comeAlive } = await openLate(context, board);
	await composer(ana).fill('Callers repeat their story');
	// A press on the label waits until the label stops moving: the page may still be loading its fonts.
	await ana.locator('label', { has: ana.getByRole('radio', { name: /^Customer/ }) }).click();
	await expect(ana.getByRole('radio', { name: /^Customer/ })).toBeChecked();
	await ana.getByRole('button', { name: 'Post', exact: true }).click();
	await comeAlive();
	await expect(composer(ana)).toHaveValue('Callers repeat their story');
	await expect(ana.getByRole('radio', { name: /^Customer/ })).toBeChecked();
	await composer(ana).press('Enter');
	await expect(composer(ana)).toHaveValue('');
	await expect(ana.getByText('Callers repeat their story')).toBeVisible();
});

test('input in the controls of a step stays when a facilitator types before the scripts load', async ({
	page,
	newPerson,
	server
}) => {
	const { board } = await startWorkshop(page, server.url);
	await post(page, 'Callers repeat their story');
	await reveal(page);
	await goTo(page, 'Cluster');
	await expect(note(page, 'Callers')).toBeVisible();
	await goTo(page, 'Vote');
	const context = await newPerson({
		serviceWorkers: 'block',
		storageState: await page.context().storageState()
	});
	const { page: late, comeAlive } = await openLate(context, board);
	const numbers = {
		'Dots for each person': '7',
		'Max. dots per problem': '3',
		'Minutes, if there is a limit': '9',
		Timer: '11'
	};
	for (const [label, number] of Object.entries(numbers)) await late.getByLabel(label).fill(number);
	await late.getByRole('button', { name: 'Start', exact: true }).click();
	await comeAlive();
	for (const [label, number] of Object.entries(numbers))
		await expect(late.getByLabel(label)).toHaveValue(number);
});

/** A text that names a tool gets one question before it is posted; nothing is forbidden and no word is lost. */
import { composer, note, post } from '../support/board.ts';
import { expect, test } from '../support/fixtures.ts';
import { expectSaved, join, startWorkshop } from '../support/people.ts';

const WISH = 'My CRM needs a button that exports quotes';
const QUESTION = 'This one names a tool, not a problem';

test('a note that names a tool gets one question, and can be rewritten or posted unchanged', async ({
	page: mira,
	newPerson,
	server
}) => {
	const { link } = await startWorkshop(mira, server.url);
	const ana = await join(await newPerson(), link, { name: 'Ana', fn: 'Sales' });
	const card = ana.getByRole('group', { name: QUESTION });
	const write = async (text: string) => {
		await composer(ana).fill(text);
		await composer(ana).press('Enter');
	};

	await test.step('problems that mention a tool are posted without a question', async () => {
		await post(ana, 'Customers cannot find the button to cancel, so they phone us');
		await expect(card).toHaveCount(0);
	});

	await test.step('the question shows the words that caused it, and is read aloud', async () => {
		await write(WISH);
		await expect(card).toContainText('What happens today because this is missing?');
		await expect(card.locator('mark')).toHaveText('CRM needs a button');
		await expect(ana.getByText(/Post again if it is a problem/)).toBeAttached();
		await expect(composer(ana)).toHaveValue(WISH);
		await expect(composer(ana)).toBeFocused();
	});

	await test.step('“Rewrite” works by keyboard and keeps the words visible, through a reload too', async () => {
		for (const _ of ['It is a problem', 'Park it', 'Rewrite'])
			await ana.keyboard.press('Shift+Tab');
		await expect(card.getByRole('button', { name: 'Rewrite' })).toBeFocused();
		await ana.keyboard.press('Enter');
		await expect(composer(ana)).toBeFocused();
		await expect(composer(ana)).toHaveValue('');
		await expect(card).toHaveCount(0);
		await expectSaved(ana);
		await ana.reload();
		await expect(ana.locator('q')).toHaveText(WISH);
	});

	await test.step('the original words go to the parking lot when the new note is posted', async () => {
		await post(ana, 'I type every quote again for the customer');
		await expect(ana.locator('q')).toHaveCount(0);
		await expect(ana.getByRole('button', { name: /^Parking lot 1/ })).toBeVisible();
	});

	await test.step('the original words can be put back', async () => {
		await write(WISH);
		await card.getByRole('button', { name: 'Rewrite' }).click();
		await ana.getByRole('button', { name: 'Put it back' }).click();
		await expect(composer(ana)).toHaveValue(WISH);
	});

	await test.step('a text that was questioned once is posted the next time', async () => {
		await composer(ana).press('Enter');
		await expect(composer(ana)).toHaveValue('');
		await expect(note(ana, WISH)).toHaveCount(2);
	});

	await test.step('“It is a problem” posts the text unchanged', async () => {
		await write('A dashboard with all complaints');
		await card.getByRole('button', { name: 'It is a problem' }).click();
		await expect(composer(ana)).toHaveValue('');
		await expect(ana.getByText('A dashboard with all complaints')).toBeVisible();
	});

	await test.step('customer quotes are posted without a question', async () => {
		await ana.getByText('Customer’s words').first().click();
		await post(ana, 'You should have an app');
		await expect(card).toHaveCount(0);
	});
	await expect(note(mira, WISH)).toHaveCount(0);
});

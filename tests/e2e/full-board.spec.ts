/** A full board tells its writers and facilitators, and loses nothing. */
import { composer, note, pick, post, writeOpenly } from '../support/board.ts';
import { expect, test } from '../support/fixtures.ts';
import { expectSaved, join, startWorkshop } from '../support/people.ts';
import { startServer } from '../support/server.ts';

/** Numbers of notes per import: with Ana's note, they fill the board. */
const IMPORTS = [5000, 999];

test('[J4] a note without room stays at its desk, and the writer and the facilitator are told', async ({
	page,
	newPerson,
	server
}) => {
	test.slow();
	const { link, board } = await startWorkshop(page, server.url);
	await writeOpenly(page);
	const ana = await join(await newPerson(), link, { name: 'Ana', fn: 'Sales' });
	await post(ana, 'Leads cool off');
	await expectSaved(ana);
	for (const [index, count] of IMPORTS.entries()) {
		const rows = Array.from({ length: count }, () => ({ text: 'x', fn: '', cluster: '' }));
		const answer = await page.request.post(`${board}/import`, {
			headers: { origin: server.url },
			data: { id: `filling-${index}`, kind: 'problem', rows },
			timeout: 120_000
		});
		expect(answer.ok(), await answer.text()).toBe(true);
	}
	// A page that lays out thousands of notes needs time on a busy machine.
	await composer(ana).fill('Calls are made twice', { timeout: 120_000 });
	await ana.keyboard.press('Enter');
	const unposted = ana.getByRole('region', { name: 'Notes that are not posted' });
	await expect(unposted).toContainText('Not posted: The board is full of notes.');
	await expect(unposted).toContainText('Calls are made twice');
	await expect(page.getByText(/^This board is full of notes/)).toBeVisible({ timeout: 120_000 });
	await unposted.getByRole('button', { name: 'Take back' }).press('Enter');
	await expect(unposted).toBeHidden();
	await expect(page.getByText(/^This board is full of notes/)).toBeHidden({ timeout: 120_000 });
});

test('[S57] a person who reaches their limit of changes is told so, and their last words stay', async ({
	page,
	newPerson
}) => {
	test.slow();
	const server = await startServer({ env: { GROUNDWORK_SHARE_STRUCTS: '100' } });
	const { link } = await startWorkshop(page, server.url);
	await writeOpenly(page);
	const ana = await join(await newPerson(), link, { name: 'Ana', fn: 'Sales' });
	await post(ana, 'Leads cool off');
	const unposted = ana.getByRole('region', { name: 'Notes that are not posted' });
	let words = 'Leads cool off';
	for (let n = 1; n <= 60 && !(await unposted.isVisible()); n++) {
		await pick(ana, note(ana, words), 'Edit');
		words = `Leads cool off ${n}`;
		await ana.getByRole('textbox', { name: 'Text of your note' }).fill(words);
		await ana.keyboard.press('Enter');
		await expect(async () => {
			expect((await unposted.isVisible()) || (await note(page, words).isVisible())).toBe(true);
		}).toPass();
	}
	await expect(unposted).toContainText('You have changed as much on this board as one person may.');
	await expect(unposted).toContainText(words);
	await expect(note(page, 'Leads cool off')).toBeVisible();
	await unposted.getByRole('button', { name: 'Take back' }).press('Enter');
	await expect(unposted).toBeHidden();
	await expect(note(page, 'Leads cool off')).toBeHidden();
	await server.dispose();
});

/** Joining: the waiting room, a board that is closed to new people, and removing several people at once. */
import type { BrowserContext, Page } from '@playwright/test';
import { openPeople } from '../support/board.ts';
import { expect, test } from '../support/fixtures.ts';
import { expectBoard, join, startWorkshop } from '../support/people.ts';

/** Chooses by keyboard alone who can join. */
async function letCome(facilitator: Page, choice: string) {
	await facilitator.getByRole('button', { name: 'Share' }).click();
	const dialog = facilitator.getByRole('dialog', { name: 'Share this board' });
	const radio = dialog.getByRole('radio', { name: choice });
	await radio.focus();
	await facilitator.keyboard.press('Space');
	await expect(radio).toBeChecked();
	await facilitator.keyboard.press('Escape');
	await expect(dialog).toBeHidden();
}
async function ask(person: BrowserContext, link: string, name: string): Promise<Page> {
	const page = await person.newPage();
	await page.goto(link);
	await page.getByLabel('Your name').fill(name);
	await page.getByRole('radio', { name: /^Sales\b/ }).check();
	await page.getByRole('button', { name: 'Ask to join' }).click();
	await expect(page.getByText('You are waiting')).toBeVisible();
	return page;
}

test('[J8] [J9] a facilitator lets one person in and turns one away, over a restart and by keyboard', async ({
	page,
	newPerson,
	ownServer
}) => {
	const { link, board } = await startWorkshop(page, ownServer.url);
	await letCome(page, 'Those whom you let in');
	const ana = await ask(await newPerson(), link, 'Ana');
	const ben = await ask(await newPerson({ viewport: { width: 390, height: 844 } }), link, 'Ben');
	// The board's own address also shows nothing of the board to a waiting person.
	await ben.goto(board);
	await expect(ben.getByText('You are waiting')).toBeVisible();
	await expect(page.getByRole('button', { name: /2 people wait to be let in/ })).toBeVisible();

	await ownServer.restart();
	await expectBoard(page);
	const people = await openPeople(page);
	const letIn = people.getByRole('button', { name: 'Let Ana in' });
	await letIn.focus();
	await page.keyboard.press('Enter');
	await expect(people.getByText('You let Ana in.')).toBeFocused();
	await expectBoard(ana);
	await people.getByRole('button', { name: 'Turn Ben away' }).press('Enter');
	await expect(ben.getByRole('heading', { name: 'You were not let in' })).toBeVisible();
	await people.getByText('Turned away: 1').click();
	await people.getByRole('button', { name: 'Let Ben in' }).click();
	await expectBoard(ben);
});

test('[J9] a facilitator can let everybody who waits in at once', async ({
	page,
	newPerson,
	server
}) => {
	const { link } = await startWorkshop(page, server.url);
	await letCome(page, 'Those whom you let in');
	const waiting = [
		await ask(await newPerson(), link, 'Ana'),
		await ask(await newPerson(), link, 'Ben')
	];
	const people = await openPeople(page);
	await people.getByRole('button', { name: 'Let all in' }).click();
	for (const one of waiting) await expectBoard(one);
});

test('[J5] a closed board accepts nobody new until it is opened', async ({
	page,
	newPerson,
	server
}) => {
	const { link } = await startWorkshop(page, server.url);
	const ana = await newPerson();
	const first = await join(ana, link, { name: 'Ana', fn: 'Sales' });
	await letCome(page, 'Nobody new');
	const late = await (await newPerson()).newPage();
	await late.goto(link);
	await expect(late.getByText(/closed this board to new people/)).toBeVisible();
	await first.reload();
	await expectBoard(first);
	await letCome(page, 'Everybody with the link');
	await late.reload();
	await expect(late.getByLabel('Your name')).toBeVisible();
});

test('[J6] a facilitator removes several people with one question, by keyboard', async ({
	page,
	newPerson,
	server
}) => {
	const { link } = await startWorkshop(page, server.url);
	const comes = async (name: string) => join(await newPerson(), link, { name, fn: 'IT' });
	const [ana, , cleo] = [await comes('Ana'), await comes('Ben'), await comes('Cleo')];
	const people = await openPeople(page);
	await people.getByRole('button', { name: 'Remove several…' }).press('Enter');
	await expect(people.getByRole('checkbox', { name: 'Everybody but you' })).toBeFocused();
	for (const name of ['Ana', 'Cleo']) await people.getByRole('checkbox', { name }).press('Space');
	await people.getByRole('button', { name: 'Remove 2 people…' }).press('Enter');
	const sure = page.getByRole('dialog', { name: 'Remove 2 people?' });
	await sure.getByRole('button', { name: 'Remove 2 people' }).press('Enter');
	for (const gone of [ana, cleo])
		await expect(gone.getByText(/no longer on this board/)).toBeVisible();
	await expect(page.getByRole('button', { name: /^People: 2 people here/ })).toBeVisible();
});

test('[H14] a waiting person notices nothing of a busy server, and still gets in', async ({
	page,
	newPerson,
	server
}) => {
	const { link } = await startWorkshop(page, server.url);
	await letCome(page, 'Those whom you let in');
	const person = await newPerson();
	let [busy, refused] = [true, 0];
	await person.route('**/waiting/state', async (route) => {
		if (!busy) return route.continue();
		await route.fulfill({ status: refused++ === 0 ? 429 : 503, headers: { 'retry-after': '1' } });
	});
	const ana = await ask(person, link, 'Ana');
	await expect.poll(() => refused).toBeGreaterThanOrEqual(2);
	await expect(ana.getByText('You are waiting')).toBeVisible();
	await expect(ana.getByText(/cannot be reached/)).toBeHidden();
	busy = false;
	const people = await openPeople(page);
	await people.getByRole('button', { name: 'Let Ana in' }).click();
	await expectBoard(ana);
});

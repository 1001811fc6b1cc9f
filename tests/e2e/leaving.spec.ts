/** Two people share a computer: the second is not taken for the first, and finds none of their data. */
import type { Page } from '@playwright/test';
import { note, post } from '../support/board.ts';
import { expectAccessible } from '../support/accessible.ts';
import { expect, test } from '../support/fixtures.ts';
import {
	expectBoard,
	expectSaved,
	join,
	startWorkshop,
	goOffline,
	KEEPS_BOARDS
} from '../support/people.ts';

/** The app's data in the browser: names of documents, entries and copies of pages. */
const keptBy = (page: Page) =>
	page.evaluate(async () => {
		const databases = (await indexedDB.databases()).map(({ name = '' }) => name);
		const pages: string[] = [];
		for (const name of await caches.keys())
			if (name.startsWith('groundwork-pages'))
				for (const { url } of await (await caches.open(name)).keys()) pages.push(url);
		return [...databases, ...Object.keys(localStorage), ...pages].filter(
			(name) => name.startsWith('groundwork') || name.includes('/b/')
		);
	});

test('[H9] on a shared computer, the next person is not signed in as the previous one', async ({
	page,
	newPerson,
	server
}) => {
	const { link, board } = await startWorkshop(page, server.url, { attribution: 'Named' });
	const computer = await newPerson(KEEPS_BOARDS);
	const ana = await join(computer, link, { name: 'Ana', fn: 'Sales' });
	await post(ana, 'Nobody calls customers back');
	await expectSaved(ana);
	const second = await computer.newPage();
	await second.goto(board);
	await expectBoard(second);

	// Ravi opens the link on the same computer, and the page says who is signed in.
	await ana.goto(link);
	await expectBoard(ana);
	expect(ana.url()).toBe(board);
	await ana.getByText('You are here as Ana').waitFor();
	await ana.getByRole('button', { name: 'Not you?' }).click();
	const dialog = ana.getByRole('dialog');
	await expect(dialog).toContainText('This ends Ana’s seat on all workshops of this device.');
	await expectAccessible(ana);
	await dialog.getByRole('button', { name: 'Sign out on this device' }).click();

	await expect(ana.getByText('You have signed out.')).toBeVisible();
	await expect(ana.getByText('Your workshops')).toHaveCount(0);
	// The other window has left the board too.
	await expect(second.getByRole('heading', { level: 1 })).toContainText('Agree on the problem');
	await expect.poll(() => keptBy(ana)).toEqual([]);
	await ana.goBack();
	await expect(ana.getByText('Nobody calls customers back')).toHaveCount(0);

	const ravi = await join(computer, link, { name: 'Ravi', fn: 'IT' });
	await expect(ravi.getByText('Nobody calls customers back')).toHaveCount(0);
	await ravi.getByRole('button', { name: /^People/ }).click();
	const people = ravi.getByRole('dialog').getByRole('listitem');
	await expect(people.filter({ hasText: 'Ravi' })).toContainText('(you)');
	await expect(people.filter({ hasText: 'Ana' })).toContainText('not here now');
	await ravi.keyboard.press('Escape');

	// Ana's note still exists, ready for the reveal.
	await page.getByRole('button', { name: 'Reveal notes' }).first().click();
	await expect(note(ravi, 'Nobody calls customers back').first()).toBeVisible();
});

test('[H10] words that would be lost are named before signing out', async ({
	page,
	newPerson,
	server
}) => {
	const { link } = await startWorkshop(page, server.url);
	const computer = await newPerson(KEEPS_BOARDS);
	const ana = await join(computer, link, { name: 'Ana', fn: 'Sales' });
	await ana.evaluate(() =>
		localStorage.setItem(
			'groundwork draft any ana motive',
			JSON.stringify({ what: 'Your answer', words: 'That we lose our best people' })
		)
	);
	await goOffline(ana);
	await post(ana, 'Written in the tunnel');
	await ana.getByRole('button', { name: 'More' }).click();
	await ana.getByRole('menuitem', { name: 'Not you? Sign out…' }).click();
	const dialog = ana.getByRole('dialog');
	await expect(dialog).toContainText('Not everything that you wrote here has reached the server.');
	await expect(dialog).toContainText('That we lose our best people');

	// Without the server, nobody is signed out and no data is deleted.
	await dialog.getByRole('button', { name: 'Sign out on this device' }).click();
	await expect(dialog.getByRole('alert')).toContainText('you are still signed in');
	await dialog.getByRole('button', { name: 'Cancel' }).click();
	await expect(ana.getByText('Written in the tunnel').first()).toBeVisible();
	await computer.setOffline(false);
	await expectSaved(ana);
});

test('[H9] a sole facilitator is told to hand over first, and every page has a link to sign out', async ({
	page,
	server
}) => {
	await startWorkshop(page, server.url, { title: 'Why invoices are late' });
	await page.getByRole('button', { name: 'More' }).click();
	await page.getByRole('menuitem', { name: 'Not you? Sign out…' }).click();
	await expect(page.getByRole('dialog')).toContainText('You are the only facilitator.');
	await page.keyboard.press('Escape');

	await page.goto(`${server.url}/start`);
	await expect(page.getByText('You are here as Mira.')).toBeVisible();
	await page.getByRole('link', { name: 'Not you?' }).click();
	await expect(page.getByText('Why invoices are late (you facilitate)')).toBeVisible();
	await expectAccessible(page);
	await page.getByRole('button', { name: 'Sign out on this device' }).click();
	await expect(page.getByText('You have signed out.')).toBeVisible();
	await expect(page.getByRole('link', { name: 'Not you?' })).toHaveCount(0);
	await page.goto(`${server.url}/leave`);
	await expect(page).toHaveURL(`${server.url}/`);
});

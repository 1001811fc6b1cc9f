/** Changes that the server rejects: they are undone for everybody, and not lost for the person who made them. */
import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import * as Y from 'yjs';
import { cluster, goTo, moveTo, note, openPeople, post, reveal } from '../support/board.ts';
import { expect, test } from '../support/fixtures.ts';
import { expectSaved, join, startWorkshop, goOffline, KEEPS_BOARDS } from '../support/people.ts';
import { oneWall, startClustering, wallOf, type Row } from '../support/wall.ts';

const CALLERS = 'Callers repeat their whole story';
const QUOTES = 'Quotes wait for a second signature';
const ROWS: Row[] = [{ text: CALLERS, cluster: 'Handovers' }, { text: QUOTES }];

const strip = (page: Page) =>
	page.getByRole('status').filter({ hasText: /taken back|kept|cannot/ });
const kept = (page: Page) => page.getByRole('group').filter({ hasText: /^Kept at your desk/ });
async function openKept(page: Page): Promise<Locator> {
	await kept(page)
		.getByText(/^Kept at your desk/)
		.click();
	return kept(page);
}

test('[R1] names and groups made offline after the group has moved on wait at the desk and can be made again', async ({
	page: mira,
	newPerson,
	server
}) => {
	const { link } = await startClustering(mira, server.url, ROWS);
	const anasBrowser = await newPerson(KEEPS_BOARDS);
	const ana = await join(anasBrowser, link, { name: 'Ana', fn: 'Sales' });
	await goOffline(ana);
	await expect(ana.getByText(/^You are offline\./)).toBeVisible();
	await moveTo(ana, QUOTES, 'Nobody may decide');
	await expect(cluster(ana, 'Nobody may decide')).toBeVisible();
	await goTo(mira, 'Vote');
	const wall = await wallOf(mira);

	await anasBrowser.setOffline(false);
	await expect(strip(ana)).toContainText('The name “Nobody may decide” is kept at your desk.');
	expect(await oneWall(mira, ana)).toEqual(wall);
	await expectSaved(ana);

	// The desk keeps them, so that every page of their writer shows them.
	await ana.reload();
	await expectSaved(ana);
	const work = await openKept(ana);
	await expect(work).toContainText('Nobody may decide');
	const again = work.getByRole('button', { name: 'Do it again' });
	await expect(again).toBeDisabled();
	await expect(work).toContainText('Notes can be moved in the Cluster step.');
	await expect(kept(mira)).toHaveCount(0);

	await mira
		.getByRole('navigation', { name: 'Steps' })
		.getByRole('button', { name: 'Cluster' })
		.click();
	await again.click();
	await expect(note(cluster(mira, 'Nobody may decide'), QUOTES)).toBeVisible();
	await expect(kept(ana)).toHaveCount(0);
	await oneWall(mira, ana);
});

test('[R1] a locked wall accepts no change, and unwanted changes can be dropped', async ({
	page: mira,
	newPerson,
	server
}) => {
	const { link } = await startClustering(mira, server.url, ROWS);
	const anasBrowser = await newPerson(KEEPS_BOARDS);
	const ana = await join(anasBrowser, link, { name: 'Ana', fn: 'Sales' });
	await goOffline(ana);
	await expect(ana.getByText(/^You are offline\./)).toBeVisible();
	await moveTo(ana, QUOTES, 'Nobody may decide');
	await mira.getByRole('checkbox', { name: /Lock the wall/ }).check();
	await anasBrowser.setOffline(false);
	await expect(strip(ana)).toContainText('The facilitator has locked the wall.');
	await oneWall(mira, ana);
	await (await openKept(ana)).getByRole('button', { name: 'Let go' }).click();
	await expect(kept(ana)).toHaveCount(0);
	await expectSaved(ana);
	await ana.reload();
	await expectSaved(ana);
	await expect(kept(ana)).toHaveCount(0);
});

test('[R2] words that a desk no longer accepts stay on the device, word for word', async ({
	page: mira,
	newPerson,
	server
}) => {
	const { link } = await startWorkshop(mira, server.url);
	const anasBrowser = await newPerson(KEEPS_BOARDS);
	const ana = await join(anasBrowser, link, { name: 'Ana', fn: 'Sales' });
	await goOffline(ana);
	await expect(ana.getByText(/^You are offline\./)).toBeVisible();
	await post(ana, QUOTES);
	await giveTo(mira, 'Ana', 'Make observer');
	await anasBrowser.setOffline(false);
	await expect(strip(ana)).toContainText('They are kept on this device.');
	await expectSaved(ana);

	await ana.reload();
	await expectSaved(ana);
	const work = await openKept(ana);
	await expect(work).toContainText(QUOTES);
	await expect(work.getByRole('button', { name: 'Copy' })).toBeVisible();
	const again = work.getByRole('button', { name: 'Do it again' });
	await expect(again).toBeDisabled();
	const { violations } = await new AxeBuilder({ page: ana }).include('details').analyze();
	expect(violations).toEqual([]);

	await giveTo(mira, 'Ana', 'Make participant');
	await again.click();
	await expect(kept(ana)).toHaveCount(0);
	await expectSaved(ana);
	await mira.keyboard.press('Escape');
	await reveal(mira);
	await expect(note(mira, QUOTES)).toBeVisible();
});

test('[R3] a corrupt copy on the device is deleted, and the page starts from a fresh one', async ({
	page: mira,
	newPerson,
	server
}) => {
	const { link } = await startClustering(mira, server.url, ROWS);
	const ana = await join(await newPerson(), link, { name: 'Ana', fn: 'Sales' });
	const doc = new Y.Doc();
	doc.getMap('planted').set('a', 'poison');
	await plant(ana, Y.encodeStateAsUpdate(doc));
	await ana.reload();
	await expect(ana.getByText(/^This page had a broken copy of the wall\./)).toBeVisible();
	await expectSaved(ana);
	await oneWall(mira, ana);

	// The next visit finds no corrupt copy.
	const closes: string[] = [];
	ana.on('websocket', (socket) => socket.on('close', () => closes.push(socket.url())));
	await ana.reload();
	await expectSaved(ana);
	await moveTo(ana, QUOTES, 'Nobody may decide');
	await expectSaved(ana);
	await oneWall(mira, ana);
	expect(closes).toEqual([]);
});

for (const failure of ['full', 'readOnly'] as const) {
	test(`[R4] while the store takes no writes (${failure}), the page says that nothing is saved, and recovers`, async ({
		page: mira,
		newPerson,
		ownServer
	}) => {
		const { link } = await startClustering(mira, ownServer.url, ROWS);
		const ana = await join(await newPerson(), link, { name: 'Ana', fn: 'Sales' });
		await ownServer.storeFails(failure);
		const everSaved = await watchForSaved(ana);
		await moveTo(ana, QUOTES, 'Nobody may decide');
		await expect(ana.getByText(/^The server cannot save anything now\./)).toBeVisible();
		await expect(ana.getByText('Not saved · kept on this device')).toBeVisible();
		await expect(note(cluster(ana, 'Nobody may decide'), QUOTES)).toBeVisible();
		expect(await everSaved()).toBe(false);

		await ownServer.storeFails(null);
		await expectSaved(ana);
		await expect(ana.getByText(/^The server cannot save anything now\./)).toHaveCount(0);
		await expect(note(cluster(mira, 'Nobody may decide'), QUOTES)).toBeVisible();
		await oneWall(mira, ana);
	});
}

test('[S10] changed rights apply at once on the open page: observer, facilitator, removed', async ({
	page: mira,
	newPerson,
	server
}) => {
	const { link } = await startClustering(mira, server.url, ROWS);
	const ana = await join(await newPerson(), link, { name: 'Ana', fn: 'Sales' });
	const give = (action: string) => giveTo(mira, 'Ana', action);

	await give('Make observer');
	await expect(ana.getByText(/Observers look on/).first()).toBeVisible();
	await expectSaved(ana);
	await give('Make facilitator');
	await expect(ana.getByRole('checkbox', { name: /Lock the wall/ })).toBeVisible();
	await expectSaved(ana);
	await ana.getByRole('checkbox', { name: /Lock the wall/ }).check();
	await expect(mira.getByRole('checkbox', { name: /Lock the wall/ })).toBeChecked();
	await give('Make participant');
	await expect(ana.getByRole('checkbox', { name: /Lock the wall/ })).toHaveCount(0);
	await expectSaved(ana);
	await give('Remove from the board…');
	await mira
		.getByRole('dialog')
		.getByRole('button', { name: /^Remove/ })
		.click();
	await expect(ana.getByText(/^You are no longer on this board\./)).toBeVisible();
	await expect(ana.getByText('Not connected')).toBeVisible();
});

/** Chooses an action for a person in the list of people. */
async function giveTo(facilitator: Page, name: string, action: string) {
	const open = facilitator.getByRole('dialog').filter({ hasText: 'People' });
	const people = (await open.isVisible()) ? open : await openPeople(facilitator);
	await people.getByRole('button', { name: `Actions for ${name}` }).click();
	await facilitator.getByRole('menuitem', { name: action }).click();
}

/** Writes an update into the device's copy of the wall. */
async function plant(page: Page, update: Uint8Array) {
	await page.evaluate(
		async (bytes) => {
			const names = (await indexedDB.databases()).map(({ name }) => name ?? '');
			const name = names.find((one) => one.startsWith('groundwork:wall:'));
			if (name === undefined) throw new Error('there is no copy');
			await new Promise<void>((resolve, reject) => {
				const request = indexedDB.open(name);
				request.onerror = () => reject(new Error('the copy cannot be opened'));
				request.onsuccess = () => {
					const database = request.result;
					const writing = database.transaction('updates', 'readwrite');
					writing.objectStore('updates').add(Uint8Array.from(bytes));
					writing.oncomplete = () => {
						database.close();
						resolve();
					};
				};
			});
		},
		[...update]
	);
}

/** Starts watching; the returned function says whether the page has shown Saved since a change had to be saved. */
async function watchForSaved(page: Page): Promise<() => Promise<boolean>> {
	await page.evaluate(() => {
		const seen = { unsaved: false, savedAfter: false };
		Object.assign(window, { seen });
		new MutationObserver(() => {
			const saved = document.querySelector('.saved-state')?.getAttribute('data-saved') === 'true';
			if (!saved) seen.unsaved = true;
			else if (seen.unsaved) seen.savedAfter = true;
		}).observe(document.body, {
			subtree: true,
			childList: true,
			attributes: true,
			characterData: true
		});
	});
	return () =>
		page.evaluate(() => (window as unknown as { seen: { savedAfter: boolean } }).seen.savedAfter);
}

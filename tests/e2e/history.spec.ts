/** Versions and history: saved, viewed, restored as a new epoch, copied, and described in sentences. */
import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import {
	drag,
	goTo,
	middle,
	moveTo,
	note,
	openExport,
	post,
	readWall,
	reveal,
	writeOpenly
} from '../support/board.ts';
import { expect, test } from '../support/fixtures.ts';
import { expectCoversNothing } from '../support/in-sight.ts';
import {
	expectBoard,
	expectSaved,
	join,
	startWorkshop,
	goOffline,
	KEEPS_BOARDS
} from '../support/people.ts';
import { startServer } from '../support/server.ts';

const SET_BACK = /^The board was set back to an earlier version/;

async function openHistory(page: Page): Promise<Locator> {
	await page.getByRole('button', { name: 'More' }).click();
	await page.getByRole('menuitem', { name: 'History…' }).click();
	const dialog = page.getByRole('dialog', { name: 'History' });
	await expect(dialog.getByRole('tab', { name: 'Versions' })).toBeVisible();
	return dialog;
}
/** Saves a version of the board under a name, and leaves the panel open. */
async function keep(page: Page, name: string): Promise<Locator> {
	const history = await openHistory(page);
	await history.getByLabel('Keep the board as it is now').fill(name);
	await history.getByRole('button', { name: 'Keep', exact: true }).click();
	await expect(version(history, name)).toBeVisible();
	return history;
}
const version = (history: Locator, name: string) =>
	history.getByRole('listitem').filter({ hasText: name });
async function close(dialog: Locator) {
	await dialog.getByRole('button', { name: 'Close' }).click();
	await expect(dialog).toHaveCount(0);
}
async function setBack(page: Page, name: string) {
	const history = await openHistory(page);
	const row = version(history, name);
	await row.getByRole('button', { name: `Set back to ${name}` }).click();
	await expect(row.getByRole('alert')).toContainText('is kept as a version first');
	await row.getByRole('button', { name: 'Set the board back' }).click();
	await expect(history).toHaveCount(0);
}

/** A group at Cluster: two notes, one of them in a cluster of its own. */
async function atCluster(mira: Page, ana: Page) {
	await post(ana, 'Leads reach me late');
	await post(ana, 'Two prices for one customer');
	await expectSaved(ana);
	await reveal(mira);
	await goTo(mira, 'Cluster');
	await moveTo(mira, 'Leads reach me late', 'Late leads');
}
const BEFORE = { 'Late leads': ['Leads reach me late'], '': ['Two prices for one customer'] };

test('restoring a board under open pages tells a person who was offline, and merges nothing of theirs', async ({
	page: mira,
	newPerson,
	ownServer
}) => {
	const { link, board } = await startWorkshop(mira, ownServer.url);
	const anasBrowser = await newPerson(KEEPS_BOARDS);
	const ana = await join(anasBrowser, link, { name: 'Ana', fn: 'Sales' });
	const ben = await join(await newPerson(), link, { name: 'Ben', fn: 'IT' });
	await atCluster(mira, ana);
	await close(await keep(mira, 'Before we merge'));
	await moveTo(mira, 'Two prices for one customer', 'A hasty cluster');
	await expect.poll(async () => (await readWall(ana))['A hasty cluster']).toHaveLength(1);

	await goOffline(ana);
	await expect(ana.getByText(/^You are offline\./)).toBeVisible();
	await moveTo(ana, 'Leads reach me late', 'Made offline');
	await setBack(mira, 'Before we merge');
	for (const page of [mira, ben]) {
		await expect(page.getByText(SET_BACK)).toBeVisible();
		await expect.poll(() => readWall(page)).toEqual(BEFORE);
	}

	await anasBrowser.setOffline(false);
	await expect(ana.getByText(SET_BACK)).toBeVisible();
	await expectSaved(ana);
	for (const page of [mira, ana, ben]) await expect.poll(() => readWall(page)).toEqual(BEFORE);

	// The epoch survives a restart, and reloaded pages use it.
	await ownServer.kill9();
	await ownServer.restart();
	for (const page of [mira, ana, ben]) await expectSaved(page);
	await ana.reload();
	await expectSaved(ana);
	await ben.goto(board);
	await expectSaved(ben);
	for (const page of [mira, ana, ben]) expect(await readWall(page)).toEqual(BEFORE);
	await moveTo(mira, 'Two prices for one customer', 'Late leads');
	for (const page of [ana, ben])
		await expect.poll(async () => (await readWall(page))['Late leads']).toHaveLength(2);
	const copies = await ana.evaluate(async () =>
		(await indexedDB.databases()).map(({ name }) => name)
	);
	expect(copies.filter((name) => name?.includes(':wall:')).map((name) => name?.at(-1))).toEqual([
		'2'
	]);
});

test('a restore is complete when the process dies right after it', async ({
	page: mira,
	newPerson,
	ownServer
}) => {
	const { link } = await startWorkshop(mira, ownServer.url);
	const ana = await join(await newPerson(), link, { name: 'Ana', fn: 'Sales' });
	await atCluster(mira, ana);
	const history = await keep(mira, 'Before we merge');
	await close(history);
	await moveTo(mira, 'Two prices for one customer', 'A hasty cluster');
	await expectSaved(mira);
	await setBack(mira, 'Before we merge');
	await ownServer.kill9();
	await ownServer.restart();
	for (const page of [mira, ana]) {
		await expectSaved(page);
		await expect.poll(() => readWall(page)).toEqual(BEFORE);
	}
});

test('a note that the restored version lacks stays at its writer’s desk, and the writer is told', async ({
	page: mira,
	newPerson,
	server
}) => {
	const { link } = await startWorkshop(mira, server.url);
	const ana = await join(await newPerson(), link, { name: 'Ana', fn: 'Sales' });
	await atCluster(mira, ana);
	await close(await keep(mira, 'Before more notes'));
	await mira.getByRole('button', { name: /Problems/ }).click();
	await writeOpenly(mira);
	await post(ana, 'Written later');
	await goTo(mira, 'Cluster');
	await expect(note(mira, 'Written later')).toBeVisible();
	await setBack(mira, 'Before more notes');
	await expect(note(mira, 'Written later')).toHaveCount(0);
	await ana.getByText('1 note is kept at your desk').click();
	await expect(ana.getByText(/set back to an earlier version without it/)).toBeVisible();
	// The writer can still change the restored note, and the next reveal posts both.
	await mira.getByRole('button', { name: /Problems/ }).click();
	await expect(ana.getByText('Written later')).toBeVisible();
	await mira.getByText('Openly', { exact: true }).click();
	await expect(note(mira, 'Written later')).toBeVisible();
});

test('a past version can be viewed but not changed', async ({ page: mira, newPerson, server }) => {
	const { link } = await startWorkshop(mira, server.url);
	const ana = await join(await newPerson(), link, { name: 'Ana', fn: 'Sales' });
	await atCluster(mira, ana);
	const history = await keep(mira, 'To look at');
	await close(history);
	await moveTo(mira, 'Two prices for one customer', 'Made later');
	const again = await openHistory(mira);
	await expect(again).toContainText('Since the newest version: 1 note moved; 1 cluster came.');
	await expect(version(again, 'To look at')).toContainText('2 notes in 1 cluster');
	await version(again, 'To look at').getByRole('link', { name: 'Look at To look at' }).click();
	await expect(mira.getByText('A past version: To look at')).toBeVisible();
	expect(await readWall(mira)).toEqual(BEFORE);
	const address = mira.url();

	// Nothing can be dragged, opened or written, and no socket is open.
	await expect(mira.getByRole('textbox')).toHaveCount(0);
	for (const name of [/^Actions for this/, 'Undo your last move'])
		await expect(mira.getByRole('button', { name })).toHaveCount(0);
	const lying = note(mira, 'Two prices for one customer');
	const apart = async () => {
		const [a, b] = [await middle(lying), await middle(note(mira, 'Leads reach me late'))];
		return { x: a.x - b.x, y: a.y - b.y };
	};
	const before = await apart();
	const { x, y } = await middle(lying);
	// A drag pans the wall and moves nothing on it.
	await drag(mira, lying, { x: x + 150, y: y + 60 });
	await expect.poll(async () => (await middle(lying)).x).toBeGreaterThan(x);
	expect(await apart()).toEqual(before);
	await note(mira, 'Two prices for one customer').dblclick();
	await expect(mira.getByRole('textbox')).toHaveCount(0);
	// The wall can also be read by keyboard.
	await note(mira, 'Leads reach me late').focus();
	const way = await apart();
	const sideways = way.x < 0 ? 'ArrowLeft' : 'ArrowRight';
	const upright = way.y < 0 ? 'ArrowUp' : 'ArrowDown';
	// The cluster itself may be in between.
	await expect(async () => {
		await mira.keyboard.press(Math.abs(way.x) > Math.abs(way.y) ? sideways : upright);
		await expect(lying).toBeFocused({ timeout: 1_000 });
	}).toPass();
	// The past wall appears without scripts, and for facilitators only.
	const plain = await (await newPerson({ javaScriptEnabled: false })).newPage();
	await plain.context().addCookies(await mira.context().cookies());
	await plain.goto(address);
	await expect(note(plain, 'Leads reach me late')).toBeVisible();
	const refused = await ana.request.get(address);
	expect(refused.status()).toBe(403);
	const listing = await ana.request.get(
		`${new URL(address).origin}/b/${address.split('/')[4]}/history`
	);
	expect(listing.status()).toBe(403);
	expect(await listing.json()).toMatchObject({ reason: 'Only a facilitator can do this.' });

	await mira.setViewportSize({ width: 390, height: 844 });
	await expectCoversNothing(mira.getByText('You are here as'));
	await mira.getByRole('link', { name: 'Back to the board' }).click();
	await expectBoard(mira);
	await expect.poll(async () => (await readWall(mira))['Made later']).toHaveLength(1);
});

test('a copied version becomes one’s own board, without people', async ({
	page: mira,
	newPerson,
	server
}) => {
	const { link, board } = await startWorkshop(mira, server.url);
	const ana = await join(await newPerson(), link, { name: 'Ana', fn: 'Sales' });
	await atCluster(mira, ana);
	const history = await keep(mira, 'For the other team');
	await version(history, 'For the other team')
		.getByRole('button', { name: /^Copy / })
		.click();
	await history.getByRole('link', { name: 'Open it' }).click();
	await expect(mira).not.toHaveURL(board);
	await expectBoard(mira);
	await expect.poll(() => readWall(mira)).toEqual(BEFORE);
	await mira.getByRole('button', { name: /^People/ }).click();
	const people = mira.getByRole('dialog').filter({ hasText: 'People' });
	await expect(people.getByRole('listitem')).toHaveCount(1);
	await expect(people.getByRole('listitem')).toContainText('Mira (you)');
});

test('the history panel and the JSON export describe what was done', async ({
	page: mira,
	newPerson,
	server
}) => {
	const { link } = await startWorkshop(mira, server.url, { smallestGroup: null });
	const ana = await join(await newPerson(), link, { name: 'Ana', fn: 'Sales' });
	await atCluster(mira, ana);
	await close(await keep(mira, 'Before the vote'));
	await goTo(mira, 'Vote');
	await mira.getByRole('button', { name: 'Open the round' }).click();
	await expect(mira.getByRole('button', { name: 'Close and reveal' })).toBeVisible();
	const history = await openHistory(mira);
	await history.getByRole('tab', { name: 'What was done' }).click();
	const told = [
		/^Mira opened round 1: 3 dots each/,
		'Mira took the group to “Vote”.',
		'Mira kept the version “Before the vote”.',
		'Mira took the group to “Cluster”.',
		'Mira revealed the notes of “Problems”.'
	];
	await expect(history.getByRole('listitem').getByRole('paragraph')).toHaveText(told);
	await close(history);

	const dialog = await openExport(mira);
	const arrived = mira.waitForEvent('download');
	await dialog.getByRole('link', { name: /^Complete board/ }).click();
	const file = JSON.parse(await readFile(await (await arrived).path(), 'utf8')) as {
		history: { by: string; did: string }[];
	};
	expect(file.history.map(({ by, did }) => `${by} ${did}`)).toContain(
		'Mira kept the version “Before the vote”'
	);
});

test('[V10] a long history is loaded in pages, also by keyboard', async ({ page: mira }) => {
	const many = { GROUNDWORK_VERSIONS_AT_ONCE: '200', GROUNDWORK_COMMANDS_AT_ONCE: '200' };
	const server = await startServer({ env: many });
	const { board } = await startWorkshop(mira, server.url, { smallestGroup: null });
	const command = async (data: object) => {
		const { origin } = new URL(board);
		const answer = await mira.request.post(`${board}/commands`, { data, headers: { origin } });
		expect(answer.ok()).toBe(true);
	};
	for (let nth = 1; nth <= 55; nth++) {
		const reviewOn = `2031-01-${String((nth % 28) + 1).padStart(2, '0')}`;
		await command({ kind: 'setReview', id: `review-${nth}`, reviewOn });
		await command({ kind: 'keepVersion', id: `version-${nth}`, name: `Version ${nth}` });
	}
	const history = await openHistory(mira);
	const versions = history.getByRole('listitem');
	await expect(versions).toHaveCount(20);
	const earlier = history.getByRole('button', { name: 'Earlier…' });
	await earlier.focus();
	await mira.keyboard.press('Enter');
	await expect(versions).toHaveCount(40);
	await expect(earlier).toBeFocused();
	await mira.keyboard.press('Enter');
	await expect(versions).toHaveCount(55);
	await expect(version(history, 'Version 1')).not.toHaveCount(0);
	await expect(history.getByText('No earlier versions are kept.')).toBeFocused();

	await history.getByRole('tab', { name: 'What was done' }).click();
	await expect(versions).toHaveCount(100);
	await earlier.click();
	await expect(versions).toHaveCount(110);
	await expect(history.getByText('This is where the history begins.')).toBeVisible();
	await server.dispose();
});

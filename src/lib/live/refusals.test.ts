/** Changes that the server rejects are never lost, and the page says correctly what happened to them. */
import * as Y from 'yjs';
import { board as en } from '../i18n/en/board.ts';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Desk } from '../wall/desk.ts';
import { addItem, readItem, textOf } from '../wall/items.ts';
import { addNote, makeCluster, moveNote, renameCluster } from '../wall/mutations.ts';
import { note } from '../wall/testing.ts';
import { Wall } from '../wall/wall.ts';
import { CLOSE, NOT_SAVED } from '../workshop/wire.ts';
import { DESK, PATIENCE, TestBrowser, WALL } from './testing-page.ts';
import type { FakeServer } from './testing.ts';

const LOCKED = { code: CLOSE.refused, reason: 'The facilitator has locked the wall.' };
let browser: TestBrowser;
let server: FakeServer;

beforeEach(() => {
	browser = new TestBrowser();
	({ server } = browser);
});
afterEach(() => browser.close());

async function clustering() {
	const wall = new Wall(server.doc(WALL));
	for (const id of ['n1', 'n2']) addNote(wall, note(id));
	makeCluster(wall, 'c1', ['n1'], 0, 0, 'Handovers');
	addItem(wall, 'outcomes', 'o1', { problem: 'c1', statement: 'Nobody explains twice' });
	return { onServer: wall, seen: await browser.online() };
}
/** The page loses its server, does something, and connects again. */
async function whileAway(seen: { status: string }, act: () => void) {
	server.up = false;
	server.close(1006);
	act();
	server.up = true;
	await expect.poll(() => seen.status).toBe('online');
}

test('[R1] a late change of the wall is undone, and its words are kept at the desk', async () => {
	const { onServer, seen } = await clustering();
	server.refusals.set(WALL, LOCKED);
	const before = onServer.encode();
	await whileAway(seen, () => {
		renameCluster(seen.wall, 'c1', 'Nobody hands over');
		moveNote(seen.wall, 'n2', 50, 50);
	});
	await expect.poll(() => seen.saved).toBe(true);
	expect(onServer.encode()).toEqual(before);
	expect(seen.wall.encode()).toEqual(before);
	expect(seen.message).toBe(
		'Your last change on the wall was taken back. The facilitator has locked the wall. ' +
			'The name “Nobody hands over” is kept at your desk.'
	);
	expect(new Desk(server.doc(DESK)).kept.list()).toMatchObject([
		{ kind: 'cluster', cluster: 'c1', title: 'Nobody hands over', at: 7, why: LOCKED.reason },
		{ kind: 'moves', count: 1 }
	]);
	expect(seen.desk.kept.list()).toHaveLength(2);
});

test('[R1] late words in a text are kept at the desk, and the text shows the server’s state', async () => {
	const { seen } = await clustering();
	const reason = 'Outcomes are written in the Outcomes step.';
	server.refusals.set(WALL, { code: CLOSE.refused, reason });
	await whileAway(seen, () =>
		textOf(seen.wall, 'outcomes', 'o1', 'statement')?.insert(0, 'In sales: ')
	);
	await expect.poll(() => seen.saved).toBe(true);
	expect(readItem(seen.wall, 'outcomes', 'o1')?.statement).toBe('Nobody explains twice');
	expect(seen.message).toBe(
		`Your last change on the wall was taken back. ${reason} What you wrote is kept at your desk.`
	);
	expect(new Desk(server.doc(DESK)).kept.list()).toMatchObject([
		{ kind: 'words', place: 'outcomes/o1/statement', text: 'In sales: ', why: reason }
	]);
});

test('[R1] work done while the page waits for a fresh wall is kept too', async () => {
	const { seen } = await clustering();
	server.refusals.set(WALL, LOCKED);
	renameCluster(seen.wall, 'c1', 'First words');
	renameCluster(seen.wall, 'c1', 'Second words');
	await expect.poll(() => seen.saved).toBe(true);
	expect(seen.wall.cluster('c1')?.title).toBe('Handovers');
	expect(seen.desk.kept.list()).toMatchObject([{ title: 'Second words' }]);
});

test('[R1] after a change of epoch, only work that this page had not saved is kept', async () => {
	const { seen } = await clustering();
	renameCluster(seen.wall, 'c1', 'Saved before');
	await expect.poll(() => seen.saved).toBe(true);
	server.commits = false;
	makeCluster(seen.wall, 'c2', [], 0, 0, 'Not saved');
	server.docs.set(WALL, new Y.Doc());
	server.open(WALL)[0]?.end(CLOSE.newEpoch, '2');
	server.commit();
	await expect.poll(() => seen.desk.kept.list().length).toBe(1);
	expect(seen.desk.kept.list()).toMatchObject([{ title: 'Not saved' }]);
	expect(seen.message).toMatch(/earlier version.*“Not saved” is kept at your desk\.$/);
});

test('[R3] a corrupt copy of the wall is discarded, and the page says so in one sentence', async () => {
	const wall = new Wall();
	wall.doc.getMap('planted').set('a', 1);
	makeCluster(wall, 'c1', [], 0, 0, 'Honest words');
	server.refusals.set(WALL, { code: CLOSE.broken, reason: 'There is no such place in planted.' });
	const seen = browser.open({ wall });
	await expect.poll(() => seen.saved).toBe(true);
	expect(seen.wall).not.toBe(wall);
	expect(seen.wall.doc.share.has('planted')).toBe(false);
	expect(server.doc(WALL).store.clients.size).toBe(0);
	expect(seen.message).toBe(
		'This page had a broken copy of the wall. It was thrown away, and you see the true one. ' +
			'The name “Honest words” is kept at your desk.'
	);
	expect(seen.desk.kept.list()).toMatchObject([{ why: en.connection.wallRenewed.broken }]);
});

test('[R2] dots that arrive after their round do not count, and the page says so', async () => {
	const seen = await browser.online();
	server.refusals.set(DESK, { code: CLOSE.refused, reason: 'The round is closed.', times: 1 });
	const old = seen.desk;
	old.spend('closed', 'c1', 2);
	await expect.poll(() => seen.desk !== old).toBe(true);
	await expect.poll(() => seen.saved).toBe(true);
	expect(seen.message).toBe(
		'The round is closed. Dots that came too late do not count. Your notes are at your desk as you left them.'
	);
	expect(seen.desk.kept.list()).toMatchObject([{ kind: 'dots', count: 2 }]);
	expect(seen.desk.ballot('closed')).toEqual({});
});

test('[S48] dots that do not fit beside those of another page are named in a message and kept at the desk', async () => {
	const there = new Desk(server.doc(DESK));
	// If two ballots start at once, Yjs keeps the one of the greater client id: here this page's.
	there.doc.clientID = 1;
	const seen = await browser.online();
	await whileAway(seen, () => {
		there.spend('open', 'c1', 3);
		seen.desk.spend('open', 'c2', 3);
		server.refusals.set(DESK, {
			code: CLOSE.refused,
			reason: 'You gave dots on another page meanwhile.',
			times: 1
		});
	});
	await expect.poll(() => seen.saved).toBe(true);
	expect(seen.message).toBe(
		'You gave dots on another page meanwhile. 1 dot of this page did not count: your ballot is full. Your notes are at your desk as you left them.'
	);
	expect(seen.desk.ballot('open')).toEqual({ c1: 3, c2: 2 });
	expect(seen.desk.kept.list()).toMatchObject([{ kind: 'dots', count: 1, cluster: 'c2' }]);
});

test('[S51] dots in a ballot that another page’s ballot replaced are restored, and the rest is reported', async () => {
	const there = new Desk(server.doc(DESK));
	// If two ballots start at once, Yjs keeps the one of the greater client id: here the other page's.
	there.doc.clientID = 2 ** 32 - 1;
	const seen = await browser.online();
	await whileAway(seen, () => {
		there.spend('open', 'c1', 3);
		seen.desk.spend('open', 'c2', 3);
	});
	await expect.poll(() => seen.saved).toBe(true);
	expect(seen.message).toBe(
		'You gave dots on another page meanwhile. 1 dot of this page did not count: your ballot is full.'
	);
	expect(there.ballot('open')).toEqual({ c1: 3, c2: 2 });
	expect(there.kept.list()).toMatchObject([{ kind: 'dots', count: 1, cluster: 'c2' }]);
});

test('[S51] replaced dots that do not count are reported even if the server then rejects the desk', async () => {
	const there = new Desk(server.doc(DESK));
	there.doc.clientID = 2 ** 32 - 1;
	const seen = await browser.online();
	const reason = 'You gave dots on another page meanwhile.';
	await whileAway(seen, () => {
		there.spend('open', 'c1', 3);
		seen.desk.spend('open', 'c2', 3);
		server.refusals.set(DESK, { code: CLOSE.refused, reason, times: 1 });
	});
	await expect.poll(() => seen.saved).toBe(true);
	expect(seen.message).toBe(
		`${reason} 1 dot of this page did not count: your ballot is full. Your notes are at your desk as you left them.`
	);
	expect(seen.desk.ballot('open')).toEqual({ c1: 3, c2: 2 });
	expect(seen.desk.kept.list()).toMatchObject([{ kind: 'dots', count: 1, cluster: 'c2' }]);
});

test('[R2] notes, changes, dots and marks are carried over when a desk is renewed', async () => {
	const there = new Desk(server.doc(DESK));
	there.writeNote('n1', 'first words', 'problem', 1);
	const seen = await browser.online();
	await whileAway(seen, () => {
		seen.desk.writeNote('n2', 'new words', 'customer', 2);
		seen.desk.editNote('n1', 'better words', 'problem');
		seen.desk.spend('open', 'c1', 1);
		seen.desk.setReady('open', true);
		seen.desk.setComposer('half a thought', 'problem');
		server.refusals.set(DESK, { code: CLOSE.broken, reason: 'odd', times: 1 });
	});
	await expect.poll(() => seen.saved).toBe(true);
	expect(there.notes().map(({ text }) => text)).toEqual(['better words', 'new words']);
	expect(there.ballot('open')).toEqual({ c1: 1 });
	expect(there.isReady('open')).toBe(true);
	expect(there.composer().text).toBe('half a thought');
});

test('[R2] if a desk is rejected repeatedly, its words end on the device, and the page says so', async () => {
	const seen = await browser.online();
	const reason = 'Observers look on.';
	server.refusals.set(DESK, { code: CLOSE.refused, reason });
	seen.desk.writeNote('n1', 'my only words', 'problem', 1);
	await expect.poll(() => seen.shelf.list().length).toBe(1);
	await expect.poll(() => seen.saved).toBe(true);
	expect(seen.shelf.list()).toMatchObject([{ kind: 'note', text: 'my only words', why: reason }]);
	expect(seen.desk.notes()).toEqual([]);
	expect(seen.message).toBe(
		`${reason} Your last changes could not be saved at your desk. They are kept on this device.`
	);
	const tries = server.sockets.filter(({ path }) => path === DESK).length;
	expect(tries).toBe(4);
	server.refusals.clear();
	seen.desk.writeNote('n2', 'allowed again', 'problem', 2);
	await expect.poll(() => new Desk(server.doc(DESK)).note('n2')?.text).toBe('allowed again');
});

test('[R4] while a server stores nothing, the page never shows “Saved”, shows one steady message, and saves in the end', async () => {
	const seen = await browser.online();
	await expect.poll(() => seen.saved).toBe(true);
	server.commits = false;
	seen.desk.writeNote('n1', 'words', 'problem', 1);
	const from = seen.statuses.length;
	for (let nth = 0; nth < 2; nth++) {
		server.open(DESK)[0]?.end(CLOSE.tryAgain, NOT_SAVED);
		expect(seen.status).toBe('unsaved');
		await expect.poll(() => server.open(DESK).length).toBe(1);
	}
	expect(seen.saved).toBe(false);
	expect(seen.message).toContain('cannot save anything now');
	expect(new Set(seen.statuses.slice(from))).toEqual(new Set(['unsaved']));
	server.commit();
	await expect.poll(() => seen.saved).toBe(true);
	expect(seen).toMatchObject({ status: 'online', message: '' });
});

test('[R4] a page without unsaved changes shows for a while that nothing is saved', async () => {
	vi.useFakeTimers();
	const seen = browser.open();
	await vi.waitFor(() => expect(seen.saved).toBe(true), PATIENCE);
	server.open(WALL)[0]?.end(CLOSE.tryAgain, NOT_SAVED);
	await vi.advanceTimersByTimeAsync(5000);
	expect(server.open(WALL)).toHaveLength(1);
	expect(seen).toMatchObject({ status: 'unsaved', saved: false });
	await vi.advanceTimersByTimeAsync(6000);
	expect(seen).toMatchObject({ status: 'online', saved: true, message: '' });
});

test('[R4] a restart and a lost network have different messages', async () => {
	const seen = await browser.online();
	server.up = false;
	server.close(CLOSE.restart);
	expect(seen.message).toContain('The server restarts.');
	await expect.poll(() => server.sockets.length).toBeGreaterThan(2);
	expect(seen.message).toContain('The server restarts.');
	vi.stubGlobal('navigator', { onLine: false });
	browser.page.dispatchEvent(new Event('offline'));
	expect(seen.message).toContain('You are offline.');
	vi.stubGlobal('navigator', { onLine: true });
	server.up = true;
	browser.page.dispatchEvent(new Event('online'));
	await expect.poll(() => seen.status).toBe('online');
	expect(seen.message).toBe('');
	server.close(1006);
	expect(seen.message).toContain('You are offline, or the server cannot be reached.');
});

test('[R4] work beyond a limit is kept, and the page says so', async () => {
	const seen = await browser.online();
	server.open(WALL)[0]?.end(CLOSE.tooMuch, 'This is too much in a short time.');
	expect(seen.message).toBe(
		'This is too much in a short time. What you do is kept on this device.'
	);
	expect(seen.status).toBe('offline');
});

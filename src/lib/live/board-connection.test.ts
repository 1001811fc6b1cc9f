import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { addNote, moveNote } from '../wall/mutations.ts';
import { Desk } from '../wall/desk.ts';
import { note } from '../wall/testing.ts';
import { Wall } from '../wall/wall.ts';
import { CLOSE } from '../workshop/wire.ts';
import { liveServer } from './board-connection.ts';
import { DESK, PATIENCE, TestBrowser, WALL } from './testing-page.ts';
import type { FakeServer } from './testing.ts';

let browser: TestBrowser;
let page: EventTarget;
let server: FakeServer;

beforeEach(() => {
	browser = new TestBrowser();
	({ page, server } = browser);
});
afterEach(() => browser.close());
const online = (wall?: Wall, desk?: Desk) => browser.online(wall, desk);

test('the live server has the same address as the page', () => {
	expect(liveServer({ protocol: 'https:', host: 'a.org' })).toBe('wss://a.org');
	expect(liveServer({ protocol: 'http:', host: 'localhost:3000' })).toBe('ws://localhost:3000');
});

test('a page is online and saved once both documents are', async () => {
	const seen = await online();
	expect(server.open(WALL)).toHaveLength(1);
	expect(server.open(DESK)).toHaveLength(1);
	await expect.poll(() => seen.saved).toBe(true);
});

test('a change counts as saved once the server has committed it, and not before', async () => {
	const seen = await online();
	await expect.poll(() => seen.saved).toBe(true);
	server.commits = false;
	seen.desk.writeNote('n1', 'words', 'problem', 1);
	expect(seen.saved).toBe(false);
	expect(new Desk(server.doc(DESK)).note('n1')?.text).toBe('words');
	server.commit();
	expect(seen.saved).toBe(true);
});

test('changes made offline arrive when the page is online again', async () => {
	const seen = await online();
	page.dispatchEvent(new Event('offline'));
	expect(seen).toMatchObject({ status: 'offline', saved: false });
	expect(seen.message).toContain('You are offline.');
	seen.desk.writeNote('n1', 'offline words', 'problem', 1);
	server.commits = false;
	page.dispatchEvent(new Event('online'));
	await expect.poll(() => seen.status).toBe('online');
	expect(seen).toMatchObject({ saved: false, message: '' });
	await expect.poll(() => new Desk(server.doc(DESK)).note('n1')?.text).toBe('offline words');
	server.commit();
	expect(seen.saved).toBe(true);
});

test('a page reconnects after it lost the server', async () => {
	const seen = await online();
	server.up = false;
	server.close(1012);
	expect(seen.status).toBe('offline');
	seen.desk.setComposer('half a thought', 'problem');
	server.up = true;
	await expect.poll(() => seen.saved).toBe(true);
	expect(new Desk(server.doc(DESK)).composer().text).toBe('half a thought');
});

test('a page joins again at once after its rights changed', async () => {
	const seen = await online();
	server.close(CLOSE.rejoin);
	await expect.poll(() => seen.status).toBe('online');
	expect(seen.statuses).not.toContain('offline');
	expect(server.sockets).toHaveLength(4);
	expect(server.open(WALL)).toHaveLength(1);
});

test.each([
	[CLOSE.notAMember, 'no longer on this board'],
	[CLOSE.noBoard, 'does not exist']
])('code %i ends the connection', async (code, words) => {
	const seen = await online();
	server.open(WALL)[0]?.end(code);
	expect(seen).toMatchObject({ status: 'ended', saved: false });
	expect(seen.message).toContain(words);
	page.dispatchEvent(new Event('online'));
	expect(server.open(WALL)).toHaveLength(0);
	expect(server.open(DESK)).toHaveLength(0);
});

test.each([CLOSE.refused, CLOSE.broken, CLOSE.newEpoch])(
	'code %i makes the page discard its copy of the wall',
	async (code) => {
		addNote(new Wall(server.doc(WALL)), note('n1'));
		const seen = await online();
		const old = seen.wall;
		server.up = false;
		moveNote(old, 'n1', 500, 500);
		server.doc(WALL).destroy();
		server.docs.delete(WALL);
		addNote(new Wall(server.doc(WALL)), note('n1'));
		server.up = true;
		server.open(WALL)[0]?.end(code);
		await expect.poll(() => seen.wall !== old).toBe(true);
		expect(seen.message).not.toBe('');
		await expect.poll(() => seen.status).toBe('online');
		expect(seen.wall.note('n1')).toMatchObject({ x: 0, y: 0 });
	}
);

test('the page receives each new stage, and a new epoch brings a fresh wall', async () => {
	const seen = await online();
	const old = seen.wall;
	server.open(WALL)[0]?.push({ epoch: 1, version: 7 });
	expect(seen.stages).toEqual([{ epoch: 1, version: 7 }]);
	expect(seen.wall).toBe(old);
	server.open(WALL)[0]?.push({ epoch: 2, version: 8 });
	await expect.poll(() => seen.wall !== old).toBe(true);
	expect(seen.status).toBe('online');
});

test('[S22] a page sends the epoch of its wall, and starts from a fresh wall if there is a newer epoch', async () => {
	const seen = await online();
	const old = seen.wall;
	addNote(old, note('moved', { text: 'moved in the old epoch' }));
	expect(server.open(WALL)[0]?.query).toBe('?epoch=1');
	expect(server.open(DESK)[0]?.query).toBe('?epoch=1');
	server.docs.delete(WALL);
	server.open(WALL)[0]?.end(CLOSE.newEpoch, '3');
	await expect.poll(() => seen.saved).toBe(true);
	expect(server.open(WALL)[0]?.query).toBe('?epoch=3');
	expect(seen.wall).not.toBe(old);
	expect(new Wall(server.doc(WALL)).noteIds()).toEqual([]);
	expect(seen.message).toMatch(/^The board was set back to an earlier version.*desk\.$/);
});

test('the list of others leaves out invalid presence and one’s own other pages', async () => {
	const seen = await online();
	const who = { id: 'ben', name: 'Ben', fn: 'it' };
	const at = { cursor: { x: 1, y: 2 }, drag: null, caret: null };
	const states = {
		1: { who, ...at },
		2: { who: { ...who, id: 'me' }, ...at },
		3: { cursor: null },
		4: 'odd',
		5: { who },
		6: { who, ...at, caret: 'odd' }
	};
	server.open(WALL)[0]?.present(states, 1);
	expect(seen.peers).toEqual([{ client: 1, who, ...at }]);
	server.open(WALL)[0]?.present({ 1: null }, 2);
	expect(seen.peers).toEqual([]);
});

test('a page does not send others’ presence back to the server', async () => {
	const seen = await online();
	const socket = server.open(WALL)[0];
	const before = socket?.presenceSent;
	const who = { id: 'ben', name: 'Ben', fn: 'it' };
	socket?.present({ 1: { who, cursor: { x: 1, y: 2 }, drag: null, caret: null } }, 1);
	expect(seen.peers).toHaveLength(1);
	expect(socket?.presenceSent).toBe(before);
});

test('the pages of a room do not all reconnect at once', async () => {
	vi.useFakeTimers();
	const early = browser.open({ random: () => 0 });
	const late = browser.open({ random: () => 0.99 });
	await vi.waitFor(
		() => expect([early.status, late.status]).toEqual(['online', 'online']),
		PATIENCE
	);
	server.close(1012);
	await vi.advanceTimersByTimeAsync(500);
	expect([early.status, late.status]).toEqual(['online', 'offline']);
	await vi.advanceTimersByTimeAsync(1000);
	expect(late.status).toBe('online');
});

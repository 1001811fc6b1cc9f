/**
 * After the server forgot who wrote what and renewed the desks, no unposted work is lost, and no posted work is carried
 * over.
 */
import * as Y from 'yjs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Desk } from '../wall/desk.ts';
import { addNote } from '../wall/mutations.ts';
import { note } from '../wall/testing.ts';
import { Wall } from '../wall/wall.ts';
import { connection } from '../i18n/en/connection.ts';
import { CLOSE } from '../workshop/wire.ts';
import { DESK, TestBrowser, WALL } from './testing-page.ts';
import type { FakeServer } from './testing.ts';

let browser: TestBrowser;
let server: FakeServer;

beforeEach(() => {
	browser = new TestBrowser();
	({ server } = browser);
});
afterEach(() => browser.close());

describe('[L18] when the server renews the desks', () => {
	/** A desk with a posted note, its wall, and work that has not reached the server yet. */
	async function writing() {
		const seen = await browser.online();
		seen.desk.writeNote('note-posted', 'As posted', 'problem', 1, 's1');
		await expect.poll(() => seen.saved).toBe(true);
		server.commits = false;
		seen.desk.writeNote('note-late', 'Not saved yet', 'problem', 2, 's1');
		seen.desk.spend('open', 'c1', 2);
		return seen;
	}
	/** The server's wall in one message. */
	const onWall = (id: string) => {
		const wall = new Wall();
		addNote(wall, { ...note(id), text: 'As posted' });
		return wall.doc;
	};

	test('the page carries unposted work over to its new desk, and leaves posted work behind', async () => {
		server.docs.set(WALL, onWall('note-posted'));
		const seen = await writing();
		const old = seen.desk;
		server.docs.set(DESK, new Y.Doc());
		server.open(DESK)[0]?.end(CLOSE.newEpoch, '2');
		server.commit();
		await expect.poll(() => seen.desk !== old && seen.saved).toBe(true);
		expect(seen.desk.notes().map(({ text }) => text)).toEqual(['Not saved yet']);
		expect(seen.desk.ballot('open')).toEqual({ c1: 2 });
		expect(seen.message).toBe(connection.forgotten);
		expect(server.open(DESK)[0]?.query).toBe('?epoch=2');
		expect(server.open(WALL)[0]?.query).toBe('?epoch=1');
	});
	test('a page that learns of it from the stage does the same, once', async () => {
		server.docs.set(WALL, onWall('note-posted'));
		const seen = await writing();
		const old = seen.desk;
		server.docs.set(DESK, new Y.Doc());
		server.open(WALL)[0]?.push({ epoch: 1, deskEpoch: 2 });
		server.commit();
		await expect.poll(() => seen.desk !== old && seen.saved).toBe(true);
		expect(seen.desk.notes().map(({ text }) => text)).toEqual(['Not saved yet']);
		const fresh = seen.desk;
		server.open(WALL)[0]?.push({ epoch: 1, deskEpoch: 2 });
		expect(seen.desk).toBe(fresh);
	});
	test('the page carries nothing over before it knows the wall', async () => {
		server.docs.set(WALL, onWall('note-posted'));
		const desk = new Desk();
		desk.writeNote('note-posted', 'As posted', 'problem', 1, 's1');
		desk.writeNote('note-draft', 'A draft', 'problem', 2, 's1');
		server.hangs.add(WALL);
		const seen = browser.open({ desk });
		const wallSocket = () => server.sockets.find(({ path }) => path === WALL);
		await expect.poll(() => server.open(DESK).length).toBe(1);
		server.docs.set(DESK, new Y.Doc());
		server.open(DESK)[0]?.end(CLOSE.newEpoch, '2');
		await expect.poll(() => seen.desk !== desk).toBe(true);
		expect(seen.desk.notes()).toEqual([]);
		server.hangs.clear();
		wallSocket()?.end(1006);
		await expect.poll(() => seen.saved).toBe(true);
		expect(seen.desk.notes().map(({ text }) => text)).toEqual(['A draft']);
	});
	test('[L17] the page then writes on the wall under another client id, once everything is saved', async () => {
		const seen = await writing();
		const { wall } = seen;
		addNote(wall, note('w1'));
		const before = wall.doc.clientID;
		server.docs.set(DESK, new Y.Doc());
		server.open(DESK)[0]?.end(CLOSE.newEpoch, '2');
		await expect.poll(() => server.open(DESK)[0]?.query).toBe('?epoch=2');
		expect(wall.doc.clientID).toBe(before);
		server.commit();
		await expect.poll(() => wall.doc.clientID !== before && seen.saved).toBe(true);
		expect(server.open(WALL)).toHaveLength(1);
		expect(seen.status).toBe('online');
		addNote(wall, note('w2'));
		await expect.poll(() => seen.saved).toBe(true);
		expect(server.doc(WALL).store.clients.has(wall.doc.clientID)).toBe(true);
		const onServer = Wall.from(Y.encodeStateAsUpdate(server.doc(WALL)));
		for (const id of ['w1', 'w2']) expect(onServer.note(id)).not.toBeNull();
		expect(seen.wall).toBe(wall);
	});
});

import * as Y from 'yjs';
import { expect, test } from 'vitest';
import {
	addNote,
	arrange,
	makeCluster,
	mergeClusters,
	moveNote,
	putInCluster,
	renameCluster
} from './mutations.ts';
import { refusedOnWall } from './refused-wall.ts';
import { note } from './testing.ts';
import { knownTo } from './unseen.ts';
import { Wall } from './wall.ts';

const refusal = { at: 5, why: 'The facilitator has locked the wall.' };

/** A server's wall with four notes and two clusters, and a person's copy of it. */
function setUp() {
	const server = new Wall();
	for (const id of ['n1', 'n2', 'n3', 'n4']) addNote(server, note(id));
	makeCluster(server, 'c1', ['n1'], 10, 20, 'Handovers');
	makeCluster(server, 'c2', [], 30, 40, 'Waiting');
	return { server, page: Wall.from(server.encode()) };
}
const refused = (page: Wall, server: Wall) =>
	refusedOnWall(page, server, knownTo(server.doc), refusal);
const exchange = (from: Wall, to: Wall) => Y.applyUpdate(to.doc, from.encode());

test('[W13] a copy without changes lists nothing, even after others made changes', () => {
	const { server, page } = setUp();
	moveNote(server, 'n2', 7, 7);
	expect(refused(page, server)).toEqual([]);
});

test('[W13] names and groups are listed word by word, moves by their number', () => {
	const { server, page } = setUp();
	renameCluster(page, 'c1', 'Handovers');
	renameCluster(page, 'c1', 'Nobody hands over');
	makeCluster(page, 'c3', ['n2', 'n3'], 50, 60, 'Made offline');
	putInCluster(page, 'n4', 'c2');
	arrange(page, {}, { c2: { x: 1, y: 1 } });
	expect(refused(page, server)).toMatchObject([
		{ kind: 'cluster', cluster: 'c1', title: 'Nobody hands over', notes: [], ...refusal },
		{
			kind: 'cluster',
			cluster: 'c3',
			title: 'Made offline',
			notes: ['n2', 'n3'],
			x: 50,
			y: 60,
			...refusal
		},
		{ kind: 'cluster', cluster: 'c2', title: '', notes: ['n4'], ...refusal }
	]);
	moveNote(page, 'n1', 3, 3);
	moveNote(page, 'n1', 4, 4);
	expect(refused(page, server).at(-1)).toMatchObject({ kind: 'moves', count: 1, ...refusal });
});

test('[W13] equal work is listed under equal ids', () => {
	const { server, page } = setUp();
	makeCluster(page, 'c3', ['n2'], 0, 0, 'Made offline');
	moveNote(page, 'n3', 4, 4);
	const ids = refused(page, server).map(({ id }) => id);
	expect(new Set(ids).size).toBe(2);
	expect(refused(Wall.from(page.encode()), server).map(({ id }) => id)).toEqual(ids);
});

test('[W13] changes that the wall shows anyway are left out', () => {
	const { server, page } = setUp();
	renameCluster(page, 'c1', 'Handovers are missing');
	putInCluster(page, 'n2', 'c1');
	moveNote(page, 'n3', 9, 9);
	renameCluster(server, 'c1', 'Handovers are missing');
	putInCluster(server, 'n2', 'c1');
	moveNote(server, 'n3', 9, 9);
	exchange(server, page);
	expect(refused(page, server)).toEqual([]);
});

test('[W13] a cluster that was pushed aside by a new one does not count as moved', () => {
	const { server, page } = setUp();
	makeCluster(page, 'c3', ['n2'], 10, 20, 'Made offline');
	arrange(page, {}, { c1: { x: 400, y: 20 } });
	expect(refused(page, server)).toMatchObject([{ cluster: 'c3', title: 'Made offline' }]);
	const other = Wall.from(server.encode());
	arrange(other, {}, { c1: { x: 400, y: 20 } });
	expect(refused(other, server)).toMatchObject([{ kind: 'moves', count: 1 }]);
});

test('[W13] a merge is listed as the notes that changed cluster', () => {
	const { server, page } = setUp();
	mergeClusters(page, 'c1', 'c2');
	expect(refused(page, server)).toMatchObject([{ cluster: 'c2', title: '', notes: ['n1'] }]);
});

test.each([1, 2])('[W14] a name that somebody else overwrote is listed (client %i)', (client) => {
	const { server, page } = setUp();
	// The client ids decide which of two names wins.
	page.doc.clientID = client;
	server.doc.clientID = 3 - client;
	renameCluster(page, 'c1', 'My words');
	renameCluster(server, 'c1', 'Their words');
	exchange(server, page);
	expect(refused(page, server)).toMatchObject([{ cluster: 'c1', title: 'My words' }]);
	const kept = Wall.from(page.encode());
	expect(refused(kept, server)).toMatchObject([{ cluster: 'c1', title: 'My words' }]);
});

test('[W6] unreadable changes are left out', () => {
	const { server, page } = setUp();
	page.doc.getMap('planted').set('a', 1);
	page.doc.getArray('list').push(['b']);
	page.doc.getMap('clusters').set('odd', new Y.Map([['title', 7]]));
	page.doc.getMap('notes').set('flat', 'text');
	expect(refused(page, server)).toEqual([]);
});

/** Attacks that work on plain Yjs, over real sockets: each is rejected, and the others' work continues. */
import * as encoding from 'lib0/encoding';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { addNote, makeCluster, moveNote, renameCluster } from '../../src/lib/wall/mutations.ts';
import { Wall } from '../../src/lib/wall/wall.ts';
import { LIMITS as WORKSHOP_LIMITS } from '../../src/lib/workshop/limits.ts';
import { CLOSE, MESSAGE } from '../../src/lib/workshop/wire.ts';
import { awarenessFrame } from '../../server/sync/page-messages.ts';
import { attackerAt, outcomeOf, updateOf } from './attacker.ts';
import { between, collected, entry, forge } from './forge.ts';
import {
	BOARD,
	FakeWorkshop,
	isSaved,
	noteOf,
	onWall,
	seatOf,
	startServer,
	trickyStore,
	until,
	type PersonOnWall,
	type TestServer
} from './harness.ts';

const LIMITS = { frameBytes: 50_000, clientsPerParticipant: 5 };
const store = () => trickyStore().store;
let kept: ReturnType<typeof store>;
let server: TestServer;
/** Bob keeps working during every attack. */
let bob: PersonOnWall;

beforeEach(async () => {
	kept = store();
	server = await start();
	await server.live.writeWall(BOARD, (wall) => addNote(wall, noteOf('n1')));
	bob = onWall(server.port, 'bob');
	await until(() => isSaved(bob));
	makeCluster(bob.wall, 'bobs', [], 1, 1, 'Bob’s cluster');
	await until(() => isSaved(bob));
});
afterEach(async () => {
	moveNote(bob.wall, 'n1', 42, 42);
	renameCluster(bob.wall, 'bobs', 'Bob goes on');
	await until(() => isSaved(bob), 'the other person’s work');
	const { closes } = bob;
	bob.stop();
	await server.stop();
	expect(closes.filter(({ code }) => code >= 4400)).toEqual([]);
	server = await start();
	const stored = await server.live.readWall(BOARD, (wall) => ({
		note: wall.note('n1'),
		title: wall.cluster('bobs')?.title,
		roots: [...wall.doc.share].filter(([, root]) => root._map.size > 0).map(([name]) => name),
		keys: [...wall.notes.keys(), ...wall.clusters.keys()]
	}));
	await server.stop();
	expect(stored).toMatchObject({
		note: { x: 42, text: 'Text of n1', fn: 'sales', by: '' },
		title: 'Bob goes on',
		roots: expect.toSatisfy((roots: string[]) => roots.sort().join() === 'clusters,notes')
	});
	expect(stored.keys.sort()).toEqual(['bobs', 'n1']);
	expect(Object.keys(Object.prototype)).toEqual([]);
});
const start = (port = 0) => {
	const workshop = new FakeWorkshop(seatOf('mallory'), seatOf('bob'));
	return startServer({ store: kept, workshop, limits: LIMITS, port });
};

const attacker = () => attackerAt(server.port);
const sends = (update: Uint8Array) => outcomeOf(server.port, update);
/** A copy of the wall on which mallory prepares updates. */
function copy(client = 4711) {
	const wall = Wall.from(bob.wall.encode());
	wall.doc.clientID = client;
	return wall;
}
/** The id of the item at a path of the wall. */
function idOf(root: string, key: string, field?: string): Y.ID {
	const map = bob.wall.doc.getMap<Y.Map<unknown>>(root);
	const item = field === undefined ? map._map.get(key) : map.get(key)?._map.get(field);
	if (!item) throw new Error(`there is no ${key}`);
	return item.id;
}
const clockOf = (client: number) => Y.getState(bob.wall.doc.store, client);
const bobs = () => bob.wall.doc.clientID;

describe('[S16] the server leaves out, and asks again for,', () => {
	it('deletes of content that somebody will write later', async () => {
		const deletes = [[bobs(), clockOf(bobs()), 1000]] as const;
		expect(await sends(forge(4711, [], { deletes }))).toBe('asked again');
	});
	it('a write that waits for another person’s update', async () => {
		// Mallory gets a change elsewhere that the server does not have yet.
		const away = copy(815);
		const base = Y.encodeStateVector(away.doc);
		renameCluster(away, 'bobs', 'On its way');
		const own = copy(4711);
		Y.applyUpdate(own.doc, Y.encodeStateAsUpdate(away.doc, base));
		const evil = updateOf(own, (wall) => {
			renameCluster(wall, 'bobs', 'x');
			wall.notes.get('n1')?.set('text', 'hacked');
		});
		expect(await sends(evil)).toBe('asked again');
	});
	it('clocks after a gap', async () => {
		const late = forge(4711, [entry('notes', 'n2', 1)], { clock: 7 });
		expect(await sends(late)).toBe('asked again');
	});
});

describe('[S21] the server accepts nothing under', () => {
	it('the next clocks of somebody who has written', async () => {
		const squat = copy(bobs());
		const update = updateOf(squat, (wall) => moveNote(wall, 'n1', 666, 666));
		expect(await sends(update)).toBe(CLOSE.broken);
	});
	it('the clocks of somebody who is only in presence', async () => {
		const watcher = onWall(server.port, 'bob');
		const id = watcher.wall.doc.clientID;
		watcher.provider.awareness.setLocalState({ cursor: { x: 1, y: 1 } });
		await until(() => bob.provider.awareness.getStates().has(id));
		const update = updateOf(copy(id), (wall) => moveNote(wall, 'n1', 666, 666));
		expect(await sends(update)).toBe(CLOSE.broken);
		makeCluster(watcher.wall, 'theirs', [], 0, 0);
		await until(() => isSaved(watcher));
		watcher.wall.clusters.delete('theirs');
		await until(() => isSaved(watcher));
		expect(watcher.closes).toEqual([]);
		watcher.stop();
	});
	it('ids of people who are not back yet after a restart of the server', async () => {
		const { port } = server;
		bob.provider.disconnect();
		const update = updateOf(copy(bobs()), (wall) => moveNote(wall, 'n1', 666, 666));
		await server.stop();
		server = await start(port);
		expect(await sends(update)).toBe(CLOSE.broken);
		bob.provider.connect();
		await until(() => isSaved(bob));
	});
	it('the clocks of the server', async () => {
		const { client } = idOf('notes', 'n1');
		const update = forge(client, [collected(5)], { clock: clockOf(client) });
		expect(await sends(update)).toBe(CLOSE.broken);
	});
	it('more client ids than one person may have', async () => {
		const updates = Array.from({ length: LIMITS.clientsPerParticipant + 1 }, (_, at) =>
			forge(5000 + at, [collected(1)])
		);
		expect(await sends(Y.mergeUpdates(updates))).toBe(CLOSE.refused);
	});
	it('the id of somebody who is away, in presence', async () => {
		bob.provider.disconnect();
		const { socket, closed } = await attacker();
		const watcher = onWall(server.port, 'bob');
		const states = () => watcher.provider.awareness.getStates();
		const state = JSON.stringify({ cursor: { x: 666, y: 666 } });
		socket.send(awarenessFrame([{ client: bobs(), clock: 1, state }]));
		socket.send(awarenessFrame([{ client: 4711, clock: 1, state }]));
		await until(() => states().has(4711));
		expect(states().has(bobs())).toBe(false);
		watcher.stop();
		bob.provider.connect();
		socket.close();
		await closed;
	});
});

describe('[S17] the server rejects updates that Yjs would apply by half, or read in two ways:', () => {
	it('a repeated section of a client', async () => {
		// Read in order, the second section brings nothing new; but Yjs reads only the second.
		const again = [entry('stage', 'locked', true)];
		const update = forge(4711, [collected(1)], { again });
		expect(await sends(update)).toBe(CLOSE.broken);
	});
	it('a forward reference', async () => {
		const forward = between(Y.createID(4711, 5), null, 'boom');
		const update = forge(4711, [entry('clusters', 'c1', 'x'), forward]);
		expect(await sends(update)).toBe(CLOSE.broken);
	});
	it('a reference to itself', async () => {
		const update = forge(4711, [between(null, Y.createID(4711, 0), 'boom')]);
		expect(await sends(update)).toBe(CLOSE.broken);
	});
	it.each([2 ** 31, 2 ** 40, 2 ** 52])('clocks that jump by %i', async (length) => {
		expect(await sends(forge(4711, [collected(length)]))).toBe(CLOSE.broken);
		const clock = clockOf(bobs());
		expect(await sends(forge(bobs(), [collected(length)], { clock }))).toBe(CLOSE.broken);
	});
	it('the same delete range again and again', async () => {
		const { client, clock } = idOf('notes', 'n1', 'x');
		const deletes = Array.from({ length: 1000 }, () => [client, clock, 1] as const);
		expect(await sends(forge(4711, [], { deletes }))).toBe(CLOSE.broken);
	});
});

describe('[S7] (P4) the server rejects places and values that no page writes:', () => {
	const evil: Record<string, (wall: Wall) => void> = {
		'deep nesting': (wall) => {
			let map = wall.doc.getMap('clusters');
			for (let depth = 0; depth < 200; depth++) {
				const inner = new Y.Map<unknown>();
				map.set('in', inner);
				map = inner;
			}
		},
		'an unknown root': (wall) => void wall.doc.getMap('stage').set('locked', true),
		'a root of desks': (wall) => void wall.doc.getMap('ballots').set('r1', 3),
		'a giant title': (wall) => {
			makeCluster(wall, 'c1', [], 0, 0);
			wall.clusters.get('c1')?.set('title', 'x'.repeat(WORKSHOP_LIMITS.clusterTitleChars + 1));
		},
		'a giant text of shared characters': (wall) => {
			wall.doc.getMap('clusters').set('c1', new Y.Text('x'.repeat(40_000)));
		},
		'a forged function': (wall) => wall.notes.get('n1')?.set('fn', 'it'),
		'a forged writer': (wall) => wall.notes.get('n1')?.set('by', 'bob'),
		'a forged note': (wall) => addNote(wall, noteOf('n2')),
		'a note that is gone': (wall) => wall.notes.delete('n1'),
		'somebody’s cluster that is gone': (wall) => wall.clusters.delete('bobs'),
		'an id __proto__': (wall) => makeCluster(wall, '__proto__', [], 0, 0),
		'a field __proto__': (wall) => wall.clusters.get('bobs')?.set('__proto__', 'x'),
		'a field constructor': (wall) => wall.clusters.get('bobs')?.set('constructor', 'x'),
		'a value __proto__': (wall) => wall.clusters.get('bobs')?.set('mergedInto', '__proto__'),
		'a root __proto__': (wall) => void wall.doc.getMap('__proto__').set('polluted', true),
		'an object with a prototype of its own': (wall) => {
			const value: unknown = JSON.parse('{"__proto__":{"polluted":true}}');
			wall.doc.getMap('clusters').set('c1', value);
		}
	};
	for (const [name, change] of Object.entries(evil))
		it(name, async () => {
			expect(await sends(updateOf(copy(), change))).toBe(CLOSE.broken);
		});

	it('an item hidden in the list that every map also is', async () => {
		expect(await sends(forge(4711, [entry('clusters', null, 'hidden')]))).toBe(CLOSE.broken);
	});
	it('an item between neighbours in two places', async () => {
		const [left, right] = [idOf('notes', 'n1', 'text'), idOf('clusters', 'bobs', 'title')];
		const update = forge(4711, [between(left, right, 'hacked')]);
		expect(await sends(update)).toBe(CLOSE.broken);
	});
	it('more than one message may hold', async () => {
		const update = updateOf(copy(), (wall) => {
			wall.doc.getMap('clusters').set('c1', 'x'.repeat(2 * LIMITS.frameBytes));
		});
		expect([CLOSE.tooMuch, 1009, 1006]).toContain(await sends(update));
	});
});

describe('[S13] presence', () => {
	it('closes the socket if it has more bytes than a page needs', async () => {
		const { socket, closed } = await attacker();
		const state = JSON.stringify({ cursor: { x: 1, y: 1 }, junk: 'x'.repeat(4096) });
		socket.send(awarenessFrame([{ client: 4711, clock: 1, state }]));
		expect(await closed).toBe(CLOSE.broken);
	});
	it('of many pages in one message counts as that of one page', async () => {
		const { socket, closed } = await attacker();
		const clients = Array.from({ length: 100 }, (_, at) => 9000 + at);
		socket.send(awarenessFrame(clients.map((client) => ({ client, clock: 1, state: '{}' }))));
		const states = () => [...bob.provider.awareness.getStates().keys()];
		await until(() => states().some((client) => client >= 9000 && client < 9100));
		expect(states().filter((client) => clients.includes(client))).toEqual([9000]);
		socket.close();
		await closed;
	});
	it('closes only its own socket if its JSON is nested too deeply', async () => {
		const { socket, closed } = await attacker();
		const deep = encoding.encode((encoder) => {
			encoding.writeVarUint(encoder, MESSAGE.awareness);
			encoding.writeVarUint8Array(
				encoder,
				encoding.encode((body) => {
					for (const number of [1, 4711, 1]) encoding.writeVarUint(body, number);
					encoding.writeVarString(body, '['.repeat(1500));
				})
			);
		});
		socket.send(deep);
		expect(await closed).toBe(CLOSE.broken);
	});
});

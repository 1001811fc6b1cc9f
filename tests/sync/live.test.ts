import { afterEach, describe, expect, it } from 'vitest';
import { addNote, makeCluster, moveNote, renameCluster } from '../../src/lib/wall/mutations.ts';
import { Wall } from '../../src/lib/wall/wall.ts';
import { CLOSE, MESSAGE } from '../../src/lib/workshop/wire.ts';
import {
	atDesk,
	BOARD,
	FakeWorkshop,
	headersOf,
	isSaved,
	noteOf,
	onWall,
	openLine,
	saw,
	seatOf,
	startServer,
	trickyStore,
	until,
	type Line,
	type TestServer
} from './harness.ts';

const open: { stop(): unknown }[] = [];
afterEach(async () => {
	for (const { stop } of open.splice(0).reverse()) await stop.call(undefined);
});
const track = <T extends { stop(): unknown }>(thing: T): T => {
	open.push({ stop: () => thing.stop() });
	return thing;
};

async function setUp(options: Partial<Parameters<typeof startServer>[0]> = {}) {
	const tricky = trickyStore();
	const workshop = new FakeWorkshop(seatOf('ann'), seatOf('bob'), seatOf('eve', 'observer'));
	const server = track(await startServer({ store: tricky.store, workshop, ...options }));
	return { server, tricky, workshop };
}
/** A person on the wall who has received everything. */
async function join(server: TestServer, user: string) {
	const person = track(onWall(server.port, user));
	await until(() => isSaved(person), `${user} to be in step`);
	return person;
}
const lastClose = (line: Line) => line.closes.at(-1)?.code;

describe('sharing a wall', () => {
	it('[S1] two people converge, and a third receives everything', async () => {
		const { server } = await setUp();
		await server.live.writeWall(BOARD, (wall) => {
			addNote(wall, noteOf('n1'));
			addNote(wall, noteOf('n2'));
		});
		const [ann, bob] = [await join(server, 'ann'), await join(server, 'bob')];
		moveNote(ann.wall, 'n1', 10, 20);
		makeCluster(bob.wall, 'c1', ['n2'], 5, 5, 'Handovers');
		await until(() => ann.wall.cluster('c1') !== null && bob.wall.note('n1')?.x === 10);
		await until(() => isSaved(ann) && isSaved(bob));
		const eve = await join(server, 'eve');
		expect(eve.wall.note('n1')).toMatchObject({ x: 10, y: 20 });
		expect(eve.wall.note('n2')?.cluster).toBe('c1');
	});

	it('[S2] nobody hears of a change before it is durable, not even its writer', async () => {
		const { server, tricky } = await setUp();
		const [ann, bob] = [await join(server, 'ann'), await join(server, 'bob')];
		const savedBefore = ann.saved;
		tricky.hold();
		makeCluster(ann.wall, 'c1', [], 0, 0, 'Secret so far');
		const late = track(onWall(server.port, 'eve'));
		// A round trip on each connection shows that the server has handled all earlier messages.
		await until(() => late.provider.wsconnected && late.frames.length > 0);
		await roundTrip(bob);
		expect(ann.saved).toBe(savedBefore);
		expect(late.provider.synced).toBe(false);
		expect([bob, late].some((line) => saw(line, 'Secret so far'))).toBe(false);
		tricky.release();
		await until(() => isSaved(ann) && saw(bob, 'Secret so far') && saw(late, 'Secret so far'));
	});

	it('[S3] a failed commit closes with 1013 and loses no acknowledged change', async () => {
		const { server, tricky } = await setUp();
		const [ann, bob] = [await join(server, 'ann'), await join(server, 'bob')];
		makeCluster(ann.wall, 'c1', [], 0, 0, 'Kept');
		await until(() => isSaved(ann));
		tricky.failing = true;
		makeCluster(ann.wall, 'c2', [], 0, 0, 'Not yet');
		await until(() => ann.closes.length > 0 && bob.closes.length > 0);
		expect([lastClose(ann), lastClose(bob)]).toEqual([CLOSE.tryAgain, CLOSE.tryAgain]);
		expect(saw(bob, 'Not yet')).toBe(false);
		tricky.failing = false;
		await until(() => isSaved(ann) && isSaved(bob) && bob.wall.cluster('c2') !== null);
		const stored = Wall.from(await server.live.encodedWall(BOARD));
		expect([stored.cluster('c1')?.title, stored.cluster('c2')?.title]).toEqual(['Kept', 'Not yet']);
	});

	it('[S2] the first paint of a page contains only durable changes too', async () => {
		const { server, tricky } = await setUp();
		tricky.hold();
		const written = server.live.writeWall(BOARD, (wall) => addNote(wall, noteOf('n1')));
		let painted: Uint8Array | null = null;
		const page = server.live.encodedWall(BOARD).then((state) => (painted = state));
		await until(() => tricky.waiting > 0);
		expect(painted).toBeNull();
		tricky.release();
		await Promise.all([written, page]);
		expect(Wall.from(await page).note('n1')).not.toBeNull();
	});

	it('[S4] a write of the server rejects if it was not saved', async () => {
		const { server, tricky } = await setUp();
		tricky.failing = true;
		const failed = server.live.writeWall(BOARD, (wall) => addNote(wall, noteOf('n1')));
		await expect(failed).rejects.toThrow('could not be saved');
		tricky.failing = false;
		expect(await server.live.readWall(BOARD, (wall) => wall.noteIds())).toEqual([]);
	});

	it('[S5] the changes of all rooms in one turn are one commit', async () => {
		const { server, tricky } = await setUp();
		tricky.hold();
		const first = server.live.writeWall('other', (wall) => addNote(wall, noteOf('n0')));
		await until(() => tricky.waiting > 0);
		const more = ['b1', 'b2', 'b3', 'b3'].map((board, at) =>
			server.live.writeWall(board, (wall) => addNote(wall, noteOf(`n${at}`)))
		);
		await Promise.all(['b1', 'b2', 'b3'].map((board) => server.live.readDesk(board, 'p', () => 0)));
		tricky.release();
		await Promise.all([first, ...more]);
		expect(tricky.appends).toEqual([['w:other'], ['w:b1', 'w:b2', 'w:b3']]);
	});

	it('[S12] an unused document is folded and leaves memory, and loads whole again', async () => {
		const { server, tricky } = await setUp({ limits: { unloadMs: 1, unloadUpdates: 3 } });
		const ann = await join(server, 'ann');
		for (let at = 0; at < 6; at++) {
			makeCluster(ann.wall, `c${at}`, [], at, at, `Cluster ${at}`);
			await until(() => isSaved(ann));
		}
		ann.provider.disconnect();
		await until(() => tricky.snapshots.includes(`w:${BOARD}`));
		ann.provider.connect();
		const bob = await join(server, 'bob');
		expect(bob.wall.clusterIds()).toHaveLength(6);
	});
});

describe('who may do what', () => {
	it('[S6] an observer’s write is refused and changes nothing for others', async () => {
		const { server } = await setUp();
		const [ann, eve] = [await join(server, 'ann'), await join(server, 'eve')];
		makeCluster(eve.wall, 'c1', [], 0, 0, 'Mine');
		await until(() => eve.closes.length > 0);
		expect(eve.closes).toEqual([
			{ code: CLOSE.refused, reason: 'Observers look on. Ask the facilitator to take part.' }
		]);
		renameCluster(ann.wall, 'c1', 'x');
		makeCluster(ann.wall, 'c2', [], 0, 0, 'Goes on');
		await until(() => isSaved(ann));
		expect(await server.live.readWall(BOARD, (wall) => wall.clusterIds())).toEqual(['c2']);
		expect(saw(ann, 'Mine')).toBe(false);
	});

	it('[S6] an observer who is in sync does not count as a writer', async () => {
		const { server, workshop } = await setUp();
		await server.live.writeWall(BOARD, (wall) => addNote(wall, noteOf('n1')));
		const eve = await join(server, 'eve');
		eve.provider.disconnect();
		await server.live.writeWall(BOARD, (wall) => addNote(wall, noteOf('n2')));
		eve.provider.connect();
		await until(() => isSaved(eve) && eve.wall.note('n2') !== null);
		expect(workshop.asked).toEqual([]);
	});

	it('[S6] a closed step refuses writes and says why', async () => {
		const { server, workshop } = await setUp();
		const ann = await join(server, 'ann');
		workshop.closedFor = 'The facilitator has locked the wall.';
		makeCluster(ann.wall, 'c1', [], 0, 0);
		await until(() => ann.closes.length > 0);
		expect(ann.closes).toEqual([{ code: CLOSE.refused, reason: workshop.closedFor }]);
		expect(workshop.asked).toEqual([['move']]);
	});

	it('[S7] no page can write at a place that walls or desks do not have', async () => {
		const { server } = await setUp();
		const ann = await join(server, 'ann');
		ann.wall.doc.getMap('stage').set('locked', true);
		const desk = track(atDesk(server.port, 'bob'));
		await until(() => isSaved(desk));
		desk.desk.doc.getMap('drafts').set('x', 1);
		await until(() => ann.closes.length > 0 && desk.closes.length > 0);
		expect([lastClose(ann), lastClose(desk)]).toEqual([CLOSE.broken, CLOSE.broken]);
	});

	it('[S8] a person gets only their own desk, whatever they ask for', async () => {
		const { server, workshop } = await setUp();
		const ann = track(atDesk(server.port, 'ann'));
		ann.desk.writeNote('n1', 'Only I know this', 'problem', 1);
		await until(() => isSaved(ann));
		expect(workshop.committedDesks).toContain('ann');
		const bob = track(atDesk(server.port, 'bob'));
		await until(() => isSaved(bob));
		expect(bob.desk.notes()).toEqual([]);
		for (const board of [`${BOARD}:ann`, `${BOARD}/ann`, `${BOARD}%3Aann`]) {
			const thief = track(openLine(server.port, 'bob', new Wall().doc, { kind: 'desk', board }));
			await expect(failureOf(thief)).resolves.toContain('404');
		}
	});

	it('[S8] no frame to one person contains anything of another person’s desk (P3)', async () => {
		const { server } = await setUp();
		const bob = [await join(server, 'bob'), track(atDesk(server.port, 'bob'))] as const;
		const ann = track(atDesk(server.port, 'ann'));
		ann.desk.writeNote('n1', 'Leads rot in the inbox', 'problem', 1);
		ann.desk.spend('round1', 'cluster1', 3);
		ann.desk.setComposer('half a thought', 'problem');
		await until(() => isSaved(ann));
		server.live.pushStage(BOARD, 'soon');
		await server.live.writeWall(BOARD, (wall) => addNote(wall, noteOf('shown', 'Shown to all')));
		await until(() => saw(bob[0], 'Shown to all'));
		for (const secret of ['Leads rot', 'cluster1', 'half a thought'])
			for (const line of bob) expect(saw(line, secret)).toBe(false);
	});

	it('[S9] strangers, missing boards and other sites are rejected', async () => {
		const { server } = await setUp();
		const { port } = server;
		const stranger = track(onWall(port, 'mallory'));
		const nowhere = track(onWall(port, 'ann', { board: 'nowhere' }));
		await until(() => stranger.closes.length > 0 && nowhere.closes.length > 0);
		expect([lastClose(stranger), lastClose(nowhere)]).toEqual([CLOSE.notAMember, CLOSE.noBoard]);
		const { cookie } = headersOf(port, 'ann');
		for (const headers of [
			{ cookie, origin: 'http://evil.example' },
			{ cookie, origin: 'null' },
			{ cookie }
		]) {
			const foreign = track(onWall(port, 'ann', { headers: headers as Record<string, string> }));
			await expect(failureOf(foreign)).resolves.toContain('403');
		}
	});

	it('[S9] behind a proxy only the public origin is accepted', async () => {
		const { server } = await setUp({ allowedOrigins: ['https://board.example'] });
		const { cookie } = headersOf(server.port, 'ann');
		const ann = track(
			onWall(server.port, 'ann', { headers: { cookie, origin: 'https://board.example' } })
		);
		await until(() => isSaved(ann));
		await expect(failureOf(track(onWall(server.port, 'bob')))).resolves.toContain('403');
	});

	it('[S10] a removed person is disconnected at once (P9)', async () => {
		const { server, workshop } = await setUp();
		const [ann, bob] = [await join(server, 'ann'), await join(server, 'bob')];
		expect(server.live.online(BOARD)).toEqual(new Set(['ann', 'bob']));
		server.live.disconnect(BOARD, 'ann', CLOSE.notAMember);
		expect(server.live.online(BOARD)).toEqual(new Set(['bob']));
		expect(workshop.presenceChanges).toBe(3);
		await until(() => ann.closes.length > 0);
		expect(lastClose(ann)).toBe(CLOSE.notAMember);
		expect(bob.closes).toEqual([]);
	});
});

describe('the stage', () => {
	it('[S11] arrives first, and again after a push', async () => {
		const { server, workshop } = await setUp();
		const ann = await join(server, 'ann');
		expect(ann.frames[0]?.[0]).toBe(MESSAGE.stage);
		workshop.title = 'Renamed board';
		server.live.pushStage(BOARD, 'soon');
		server.live.pushStage(BOARD, 'soon');
		await until(() => saw(ann, 'Renamed board'));
		expect(ann.frames.filter(([type]) => type === MESSAGE.stage)).toHaveLength(2);
	});
});

it('[O16] a person who opens one board too many is told so, and the metrics show it', async () => {
	const { server, workshop, tricky } = await setUp({ limits: { memoryBytes: 1_000_000 } });
	const ann = await join(server, 'ann');
	workshop.epochNow = 2;
	const wall = new Wall();
	addNote(wall, noteOf('n1', 'x'.repeat(1_500_000)));
	await tricky.store.append([{ document: `w:${BOARD}:2`, update: wall.encode(), claims: [] }]);
	await server.live.readWall(BOARD, () => 0);
	expect(server.live.isFull).toBe(false);
	const second = track(onWall(server.port, 'bob', { params: { epoch: '2' } }));
	await until(() => isSaved(second));
	const { memoryBytes, memoryLimitBytes } = server.live.gauges();
	expect(memoryBytes).toBeGreaterThan(memoryLimitBytes);
	expect(server.live.isFull).toBe(true);
	workshop.epochNow = 3;
	const third = track(onWall(server.port, 'bob', { params: { epoch: '3' }, retryMs: 1_000_000 }));
	await until(() => third.closes.length > 0);
	expect(third.closes[0]?.code).toBe(CLOSE.tryAgain);
	expect(third.closes[0]?.reason).toContain('no memory left for more boards');
	expect(ann.closes).toEqual([]);
	expect(second.closes).toEqual([]);
});

describe('presence', () => {
	const placeOf = (line: Line, of: Line) =>
		line.provider.awareness.getStates().get(of.provider.doc.clientID);

	it('[S13] shows where the others are, under the names that the server knows', async () => {
		const { server } = await setUp();
		const [ann, bob] = [await join(server, 'ann'), await join(server, 'bob')];
		ann.provider.awareness.setLocalState({
			who: { id: 'bob', name: 'The boss', fn: 'it' },
			cursor: { x: 1, y: 2, html: '<b>' },
			drag: { item: 'note', id: 'n1', x: 3, y: 4 },
			junk: 'x'.repeat(100)
		});
		await until(() => Boolean(placeOf(bob, ann)?.drag));
		expect(placeOf(bob, ann)).toEqual({
			who: { id: 'ann', name: 'Name of ann', fn: 'sales' },
			cursor: { x: 1, y: 2 },
			drag: { item: 'note', id: 'n1', x: 3, y: 4 },
			caret: null
		});
		ann.provider.disconnect();
		await until(() => placeOf(bob, ann) === undefined);
		ann.provider.connect();
		await until(() => placeOf(bob, ann) !== undefined);
	});

	it('[S39] is the same for all sockets, even if one was rejected while the wall was still loading', async () => {
		const inner = trickyStore().store;
		let load = () => {};
		const loading = new Promise<void>((done) => (load = done));
		const loadDocument: typeof inner.loadDocument = async (name) => {
			await loading;
			return inner.loadDocument(name);
		};
		const { server } = await setUp({ store: { ...inner, loadDocument } });
		const [ann, bob] = [onWall(server.port, 'ann'), onWall(server.port, 'bob')].map(track);
		await until(() => server.live.online(BOARD).size === 2);
		server.live.disconnect(BOARD, 'bob', CLOSE.notAMember);
		bob?.stop();
		load();
		await until(() => ann !== undefined && isSaved(ann));
		const late = await join(server, 'bob');
		late.provider.awareness.setLocalState({ cursor: { x: 1, y: 2 } });
		if (ann) await until(() => placeOf(ann, late)?.cursor !== undefined, 'a cursor');
	});

	it('[S14] shows no cursors while people write in silence', async () => {
		const { server, workshop } = await setUp();
		const [ann, bob] = [await join(server, 'ann'), await join(server, 'bob')];
		ann.provider.awareness.setLocalState({ cursor: { x: 7, y: 7 } });
		await until(() => placeOf(bob, ann)?.cursor !== undefined);
		workshop.cursors = false;
		server.live.pushStage(BOARD, 'soon');
		await until(() => placeOf(bob, ann)?.cursor === null);
		workshop.cursors = true;
		server.live.pushStage(BOARD, 'soon');
		await until(() => placeOf(bob, ann)?.cursor?.x === 7);
	});
});

describe('a stop', () => {
	it('[S15] commits what arrived and closes with 1012, and a new server has everything', async () => {
		const { server, tricky, workshop } = await setUp();
		const ann = await join(server, 'ann');
		makeCluster(ann.wall, 'c1', [], 0, 0, 'Last words');
		await until(() => isSaved(ann));
		await server.stop();
		await until(() => ann.closes.length > 0);
		expect(lastClose(ann)).toBe(CLOSE.restart);
		const next = track(await startServer({ store: tricky.store, workshop }));
		const titles = await next.live.readWall(BOARD, (wall) => wall.cluster('c1')?.title);
		expect(titles).toBe('Last words');
	});
});

/** Asks for presence and waits for the answer, so that the server has handled everything sent before. */
async function roundTrip(line: Line) {
	const before = line.frames.length;
	line.provider.ws?.send(new Uint8Array([MESSAGE.queryAwareness]));
	await until(() => line.frames.slice(before).some(([type]) => type === MESSAGE.awareness));
}
/** The message with which the first attempt to connect failed. */
const failureOf = (line: Line) =>
	new Promise<string>((resolve) =>
		line.provider.once('connection-error', (event: Event) =>
			resolve('message' in event ? String(event.message) : '')
		)
	);

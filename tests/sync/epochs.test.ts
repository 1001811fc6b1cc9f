import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addNote, makeCluster } from '../../src/lib/wall/mutations.ts';
import { Wall } from '../../src/lib/wall/wall.ts';
import { CLOSE } from '../../src/lib/workshop/wire.ts';
import {
	atDesk,
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

const ofEpoch = (epoch: number) => ({ params: { epoch: String(epoch) } });

describe('[S22] a new epoch', () => {
	let server: TestServer;
	let workshop: FakeWorkshop;
	const lines: { stop(): void }[] = [];
	const keep = <L extends { stop(): void }>(line: L): L => {
		lines.push(line);
		return line;
	};

	beforeEach(async () => {
		workshop = new FakeWorkshop(seatOf('ana'), seatOf('ben'));
		server = await startServer({ store: trickyStore().store, workshop });
	});
	afterEach(async () => {
		for (const line of lines.splice(0)) line.stop();
		await server.stop();
	});

	/** Sets the board to epoch 2, with the note `new` on its wall. */
	async function begin() {
		workshop.epochNow = 2;
		await server.live.writeWall(BOARD, (wall) => addNote(wall, noteOf('new')));
		server.live.beginEpoch(BOARD);
	}
	const closedFor = ({ closes }: PersonOnWall) =>
		closes.find(({ code }) => code === CLOSE.newEpoch)?.reason;

	it('closes every wall socket with the number of the epoch, and leaves the desks alone', async () => {
		const people = ['ana', 'ben'].map((user) => keep(onWall(server.port, user, ofEpoch(1))));
		const desk = keep(atDesk(server.port, 'ana'));
		await until(() => [...people, desk].every(isSaved));
		await begin();
		await until(() => people.every((person) => closedFor(person) === '2'));
		desk.desk.writeNote('mine', 'still here', 'problem', 1);
		await until(() => isSaved(desk));
		expect(desk.closes).toEqual([]);
	});

	it('accepts nothing from an older copy, whatever that copy contains', async () => {
		const ana = keep(onWall(server.port, 'ana', ofEpoch(1)));
		await server.live.writeWall(BOARD, (wall) => addNote(wall, noteOf('old')));
		await until(() => isSaved(ana) && ana.wall.note('old') !== null);
		ana.provider.disconnect();
		makeCluster(ana.wall, 'c1', ['old'], 0, 0, 'Made offline');
		await begin();
		ana.provider.connect();
		await until(() => closedFor(ana) === '2');
		const stored = await server.live.readWall(BOARD, (wall) => ({
			notes: wall.noteIds(),
			clusters: wall.clusterIds()
		}));
		expect(stored).toEqual({ notes: ['new'], clusters: [] });
	});

	it('accepts no copy without an epoch, once there is a second epoch', async () => {
		await begin();
		for (const params of [{}, { epoch: '1' }, { epoch: '3' }, { epoch: 'x' }]) {
			const late = keep(onWall(server.port, 'ana', { params }));
			await until(() => closedFor(late) === '2', JSON.stringify(params));
			expect(late.wall.noteIds()).toEqual([]);
		}
	});

	it('is the wall that a new page receives, and the old wall stays in the store', async () => {
		await server.live.writeWall(BOARD, (wall) => addNote(wall, noteOf('old')));
		await begin();
		const ben = keep(onWall(server.port, 'ben', ofEpoch(2)));
		await until(() => isSaved(ben));
		expect(ben.wall.noteIds()).toEqual(['new']);
		expect(Wall.from(await server.live.encodedWall(BOARD)).noteIds()).toEqual(['new']);
		workshop.epochNow = 1;
		expect(await server.live.readWall(BOARD, (wall) => wall.noteIds())).toEqual(['old']);
	});
});

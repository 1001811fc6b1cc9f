/**
 * A person who worked offline for a long time: everything arrives, and the server disconnects nobody for it.
 */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { addNote, moveNote } from '../../src/lib/wall/mutations.ts';
import { LIMITS } from '../../src/lib/workshop/limits.ts';
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
	type TestServer
} from './harness.ts';

let server: TestServer;
beforeEach(async () => {
	const workshop = new FakeWorkshop(seatOf('ann'), seatOf('bob'));
	workshop.refuses = () => null;
	server = await startServer({ store: trickyStore().store, workshop });
});
afterEach(() => server.stop());

const NOTES = 2_000;
const ids = Array.from({ length: NOTES }, (_, at) => `note-${at}`);
const isKept = (id: string) => ids.indexOf(id) < LIMITS.notesPerDesk;

it('[S43] 2,000 notes that somebody wrote, edited and mostly took back offline all arrive', async () => {
	const ann = atDesk(server.port, 'ann', { connect: false });
	for (const id of ids) ann.desk.writeNote(id, id, 'problem', 1);
	for (const id of ids) ann.desk.editNote(id, `${id}, said better`, 'customer');
	for (const id of ids) if (!isKept(id)) ann.desk.takeBack(id);
	ann.provider.connect();
	await until(() => isSaved(ann), 'the desk to be saved');
	const stored = await server.live.readDesk(BOARD, 'ann', (desk) => ids.map((id) => desk.note(id)));
	expect(stored).toEqual(ids.map((id) => ann.desk.note(id)));
	expect(ann.sent).toBeGreaterThan(10);

	// A person with such a desk connects and disconnects in several windows, and is never closed by the server.
	const windows = [1, 2, 3].map(() => atDesk(server.port, 'ann'));
	await until(() => windows.every(isSaved), 'the desk in other windows');
	ann.provider.disconnect();
	ann.desk.editNote('note-0', 'said at last', 'problem');
	ann.provider.connect();
	await until(
		() => isSaved(ann) && windows.every(({ desk }) => desk.note('note-0')?.text === 'said at last')
	);
	for (const { closes, stop } of [ann, ...windows]) {
		expect(closes.filter(({ code }) => code >= 4000)).toEqual([]);
		stop();
	}
}, 60_000);

it('[S43] 5,000 moves that somebody made offline all arrive, and the others see them', async () => {
	await server.live.writeWall(BOARD, (wall) => {
		for (let at = 0; at < 100; at++) addNote(wall, noteOf(`n${at}`));
	});
	const [ann, bob] = [onWall(server.port, 'ann'), onWall(server.port, 'bob')];
	await until(() => isSaved(ann) && isSaved(bob));
	ann.provider.disconnect();
	for (let at = 0; at < 5_000; at++) moveNote(ann.wall, `n${(at * 7) % 100}`, at, -at);
	ann.provider.connect();
	await until(() => isSaved(ann) && isSaved(bob) && bob.wall.note('n93')?.x === 4_999, 'the moves');
	expect(bob.wall.encode()).toEqual(ann.wall.encode());
	for (const { closes, stop } of [ann, bob]) {
		expect(closes.filter(({ code }) => code >= 4000)).toEqual([]);
		stop();
	}
}, 60_000);

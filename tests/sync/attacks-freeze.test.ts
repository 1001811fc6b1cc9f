/** Small messages that would keep the server busy for long: each is refused before it is applied. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type * as Y from 'yjs';
import { addNote, moveNote } from '../../src/lib/wall/mutations.ts';
import { CLOSE } from '../../src/lib/workshop/wire.ts';
import { updateFrame } from '../../server/sync/frames.ts';
import { attackerAt } from './attacker.ts';
import { countComparisons } from './effects.ts';
import { content, entry, field, forge } from './forge.ts';
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

let server: TestServer;
let bob: PersonOnWall;
beforeEach(async () => {
	const workshop = new FakeWorkshop(seatOf('mallory'), seatOf('olga', 'observer'), seatOf('bob'));
	workshop.refuses = () => null;
	server = await startServer({ store: trickyStore().store, workshop });
	await server.live.writeWall(BOARD, (wall) => addNote(wall, noteOf('n1')));
	bob = onWall(server.port, 'bob');
	await until(() => isSaved(bob));
});
afterEach(async () => {
	moveNote(bob.wall, 'n1', 42, 42);
	await until(() => isSaved(bob), 'the other person’s work');
	expect(bob.closes).toEqual([]);
	bob.stop();
	await server.stop();
});

const times = (count: number) => Array.from({ length: count }, (_, at) => at);
/** Sends the updates one behind the other. Returns the close code and what Yjs compared meanwhile. */
async function attack(place: 'wall' | 'desk', user: string, updates: readonly Uint8Array[]) {
	const { socket, closed } = await attackerAt(server.port, place, user);
	const stop = countComparisons();
	for (const update of updates) socket.send(updateFrame(update));
	const code = await closed;
	return { code, compared: stop() };
}
const REFUSED = { code: CLOSE.broken, compared: 0 };
/** The map of the note, as its id in the document. */
function noteId(): Y.ID {
	const item = bob.wall.notes._map.get('n1');
	if (!item) throw new Error('the note is gone');
	return item.id;
}

describe('[S34] nobody freezes the server', () => {
	it('an observer at the own desk, with 1,900 visits that name no earlier one', async () => {
		const visits = [7, 8].map((client) =>
			forge(
				client,
				times(1_900).map((at) => entry('visit', 'at', at))
			)
		);
		expect(await attack('desk', 'olga', visits)).toEqual(REFUSED);
	});
	it('a participant on the wall, with 1,900 places of one note', async () => {
		const places = times(1_900).map((at) => field(noteId(), 'x', at));
		expect(await attack('wall', 'mallory', [forge(7, places)])).toEqual(REFUSED);
	});
	it('a participant with more structs than one message may have, who is told so', async () => {
		const many = times(20_000).map((at) => entry('clusters', `c${at}`, at));
		expect(await attack('wall', 'mallory', [forge(7, many)])).toEqual({
			code: CLOSE.refused,
			compared: 0
		});
	});
});

describe('[S43] a message names no more deletes than it may', () => {
	it('a participant with 10,000 ranges, who is told so', async () => {
		const deletes = times(10_000).map((at) => [1, 2 * at, 1] as const);
		expect(await attack('wall', 'mallory', [forge(7, [], { deletes })])).toEqual({
			code: CLOSE.refused,
			compared: 0
		});
	});
});

describe('[S35] nothing comes in that no check sees', () => {
	it('a hook of XML in place of a cluster, with a long name', async () => {
		const hook = content('clusters', 'c1', 7, (encoder) => {
			encoder.writeTypeRef(5);
			encoder.writeKey('n'.repeat(1_000_000));
		});
		expect(await attack('wall', 'mallory', [forge(7, [hook])])).toEqual(REFUSED);
	});
	it('bytes behind the end of an update', async () => {
		const update = forge(7, [field(noteId(), 'x', 1)]);
		expect(await attack('wall', 'mallory', [Uint8Array.of(...update, 1, 2, 3)])).toEqual(REFUSED);
	});
});

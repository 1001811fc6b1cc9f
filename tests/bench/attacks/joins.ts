/** People who join a large wall again and again and request all of it each time. */
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import * as Y from 'yjs';
import { MESSAGE } from '../../../src/lib/workshop/wire.ts';
import { askFrame } from '../../../server/sync/page-messages.ts';
import { enter, type Arena, type Attack, type Seat } from './arena.ts';

/** Simultaneous sockets for each seat. */
const WINDOWS = 4;
const PAUSE_MS = 20;
const ASK = askFrame(Y.encodeStateVector(new Y.Doc()));
const ANSWER = 1;

/** Resolves with whether the whole wall arrived before the attack was over. */
async function joinOnce(arena: Arena, seat: Seat): Promise<boolean> {
	const socket = await enter(seat, 'wall');
	if (!socket) return false;
	const answered = new Promise<true>((resolve) => {
		socket.on('message', ([type, kind]: Buffer) => {
			if (type === MESSAGE.sync && kind === ANSWER) resolve(true);
		});
	});
	socket.send(ASK);
	const ended = Promise.race([once(socket, 'close'), over(arena)]).then(() => false);
	const joined = await Promise.race([answered, ended]);
	socket.terminate();
	return joined;
}
async function over(arena: Arena) {
	while (!arena.isOver()) await setTimeout(PAUSE_MS);
}
async function joinAgainAndAgain(arena: Arena, seat: Seat): Promise<number> {
	let joined = 0;
	while (!arena.isOver()) {
		if (await joinOnce(arena, seat)) joined++;
		await setTimeout(PAUSE_MS);
	}
	return joined;
}

export const joinsOfALargeWall: Attack = {
	name: 'joins of a large wall',
	/** Without this, the attack would end before the wall is in memory. */
	async prepare(arena) {
		const [seat] = arena.large;
		if (seat) await joinOnce(arena, seat);
	},
	async run(arena) {
		const lanes = arena.large.flatMap((seat) =>
			Array.from({ length: WINDOWS }, () => joinAgainAndAgain(arena, seat))
		);
		const joined = await Promise.all(lanes);
		return `${joined.reduce((sum, count) => sum + count, 0).toLocaleString('en')} whole walls`;
	}
};

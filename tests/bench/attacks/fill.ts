/** People who keep writing until the server accepts no more: walls, texts and notes. */
import { randomUUID } from 'node:crypto';
import { Desk } from '../../../src/lib/wall/desk.ts';
import { frameText } from '../../../src/lib/wall/items.ts';
import { makeCluster } from '../../../src/lib/wall/mutations.ts';
import { Wall } from '../../../src/lib/wall/wall.ts';
import { updateFrame } from '../../../server/sync/page-messages.ts';
import { content, forge } from '../../sync/forge.ts';
import { enter, say, type Arena, type Attack, type Seat } from './arena.ts';

type Place = 'wall' | 'desk';
/** Returns the next message at each call. */
type Messages = () => Uint8Array;

interface Written {
	answered: number;
	closed: number;
}
/** Sends one message after the other. After each closed socket it starts again as a new page would. */
async function persist(
	arena: Arena,
	seat: Seat,
	place: Place,
	begin: () => Messages
): Promise<Written> {
	const written = { answered: 0, closed: 0 };
	while (!arena.isOver()) {
		const socket = await enter(seat, place);
		if (!socket) continue;
		const next = begin();
		while (!arena.isOver() && (await say(socket, next())) === 'answered') written.answered++;
		if (!arena.isOver()) written.closed++;
		socket.terminate();
	}
	return written;
}
async function inWords(lanes: readonly Promise<Written>[]): Promise<string> {
	const all = await Promise.all(lanes);
	const sum = (of: keyof Written) =>
		all.reduce((total, one) => total + one[of], 0).toLocaleString('en');
	return `${sum('answered')} messages, ${sum('closed')} sockets closed`;
}
const times = (count: number) => Array.from({ length: count }, (_, at) => at);

/** The messages of a page that makes this change again and again. */
function changes<Doc extends { doc: Wall['doc'] }>(
	page: Doc,
	change: (page: Doc, message: number) => void
): Messages {
	let update = new Uint8Array();
	page.doc.on('update', (made: Uint8Array) => (update = Uint8Array.from(made)));
	let message = 0;
	return () => {
		page.doc.transact(() => change(page, message++));
		return updateFrame(update);
	};
}

const CLUSTERS = 30;
const TITLE = 'x'.repeat(120);
const fullWall: Attack = {
	name: 'the wall filled by nine seats',
	run: (arena) =>
		inWords(
			arena.participants.map((seat) =>
				persist(arena, seat, 'wall', () =>
					changes(new Wall(), (page) => {
						for (const _ of times(CLUSTERS)) makeCluster(page, randomUUID(), [], 0, 0, TITLE);
					})
				)
			)
		)
};

const NAME_BYTES = 100_000;
const XML_HOOK = 5;
const TYPE = 7;
const hookNames: Attack = {
	name: 'hooks with long names',
	run: (arena) =>
		inWords(
			arena.participants.map((seat) =>
				persist(arena, seat, 'wall', () => () => {
					const hook = content('clusters', randomUUID(), TYPE, (encoder) => {
						encoder.writeTypeRef(XML_HOOK);
						encoder.writeKey('n'.repeat(NAME_BYTES));
					});
					return updateFrame(forge(1 + Math.floor(Math.random() * 0xffff_fffe), [hook]));
				})
			)
		)
};

/** Far apart, so that each cut splits a piece of the text. */
const CUTS = 80;
const CUT_EVERY = 6;
const cutText: Attack = {
	name: 'many pieces in one text',
	run: (arena) =>
		inWords(
			arena.framed.map((seat) =>
				persist(arena, seat, 'wall', () =>
					changes(Wall.from(arena.framedWall), (page, message) => {
						const text = frameText(page, 'why');
						for (const at of times(CUTS)) {
							if (message % 2 === 0) text?.insert(at * CUT_EVERY, 'y');
							else text?.delete((CUTS - 1 - at) * CUT_EVERY, 1);
						}
					})
				)
			)
		)
};

const NOTES = 20;
const takenBack: Attack = {
	name: 'notes posted and taken back',
	asksPages: true,
	run: (arena) =>
		inWords(
			arena.posting.map((seat) =>
				persist(arena, seat, 'desk', () => {
					let ids: string[] = [];
					return changes(new Desk(), (desk, message) => {
						if (message % 2 === 1) return desk.takeAllBack(ids);
						ids = times(NOTES).map(() => randomUUID());
						for (const id of ids)
							desk.writeNote(id, `Said and unsaid ${id}`, 'problem', Date.now(), arena.postStep);
					});
				})
			)
		)
};

export const FILL_ATTACKS: readonly Attack[] = [fullWall, hookNames, cutText, takenBack];

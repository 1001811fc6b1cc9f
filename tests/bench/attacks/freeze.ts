/** Small messages that would cause a lot of work. The server rejects them before it does the work. */
import * as Y from 'yjs';
import { Desk } from '../../../src/lib/wall/desk.ts';
import { Wall } from '../../../src/lib/wall/wall.ts';
import { LIMITS } from '../../../src/lib/workshop/limits.ts';
import { SYNC_LIMITS as LARGEST } from '../../../server/sync/limits.ts';
import { updateFrame } from '../../../server/sync/page-messages.ts';
import { entry, field, forge } from '../../sync/forge.ts';
import { enter, say, type Arena, type Attack, type Seat } from './arena.ts';

/** Just below the limit for one message. */
const ENTRIES = 280;
/** Prepared in advance for each seat. */
const MESSAGES = 40;
const times = (count: number) => Array.from({ length: count }, (_, at) => at);

/** Sends a message again and again, on a new socket after each closed one. Returns how many it sent. */
async function insist(
	arena: Arena,
	seat: Seat,
	place: 'wall' | 'desk',
	message: () => Uint8Array
): Promise<number> {
	let said = 0;
	let socket = await enter(seat, place);
	while (!arena.isOver()) {
		if (socket && (await say(socket, message())) === 'answered') said++;
		else {
			if (socket) said++;
			socket = await enter(seat, place);
		}
	}
	socket?.terminate();
	return said;
}
async function together(lanes: readonly Promise<number>[]): Promise<string> {
	const said = await Promise.all(lanes);
	return `${said.reduce((sum, count) => sum + count, 0).toLocaleString('en')} messages`;
}
const anyClient = () => 1 + Math.floor(Math.random() * 0xffff_fffe);
function someNote(wall: Wall): Y.Item {
	const [item] = wall.notes._map.values();
	if (!item) throw new Error('a wall without a note');
	return item;
}

/** Entries under one key that refer to no earlier entry, so that Yjs would compare them with each other. */
const entriesBeside: Attack = {
	name: 'entries beside each other',
	run(arena) {
		const note = someNote(Wall.from(arena.wall)).id;
		const visits = () =>
			updateFrame(
				forge(
					anyClient(),
					times(ENTRIES).map((at) => entry('visit', 'at', at))
				)
			);
		const places = () =>
			updateFrame(
				forge(
					anyClient(),
					times(ENTRIES).map((at) => field(note, 'x', at))
				)
			);
		return together([
			...arena.observers.map((seat) => insist(arena, seat, 'desk', visits)),
			...arena.participants.map((seat) => insist(arena, seat, 'wall', places))
		]);
	}
};

/** Endless changes of many notes from all seats, each message with as many changes as the server accepts. */
const dearMessages: Attack = {
	name: 'dear messages',
	run(arena) {
		const lanes = arena.participants.map((seat) => {
			const messages = changesOf(arena.wall);
			let next = 0;
			return insist(
				arena,
				seat,
				'wall',
				() => messages[next++ % messages.length] ?? new Uint8Array()
			);
		});
		return together(lanes);
	}
};
function changesOf(wall: Uint8Array): Uint8Array[] {
	const page = Wall.from(wall);
	const messages: Uint8Array[] = [];
	page.doc.on('update', (update: Uint8Array) => messages.push(updateFrame(update)));
	const ids = page.noteIds();
	for (const message of times(MESSAGES))
		page.doc.transact(() => {
			for (const at of times(LARGEST.updateStructs))
				page.notes.get(ids[at % ids.length] ?? '')?.set('order', `a${message}${at}`);
		});
	return messages;
}

/** This many clients write entries under one key: just below the limit of comparisons for one message. */
const CLIENTS = 250;
/** The number of notes that a page sends in one message. */
const WRITTEN_TOGETHER = 18;

/** Every second desk is full, and the server reads it again after each change of its notes. */
const dearAtDesks: Attack = {
	name: 'dear messages at full desks',
	async prepare({ participants }) {
		await Promise.all(
			participants.map(async (seat, at) => {
				const socket = at % 2 === 1 ? await enter(seat, 'desk') : null;
				if (!socket) return;
				for (const message of fullDesk(at).written) await say(socket, message);
				socket.terminate();
			})
		);
	},
	run(arena) {
		const entries = () =>
			updateFrame(
				Y.mergeUpdates(times(CLIENTS).map((at) => forge(anyClient(), [entry('visit', 'at', at)])))
			);
		const lanes = arena.participants.map((seat, at) => {
			if (at % 2 === 0) return insist(arena, seat, 'desk', entries);
			const messages = parkedAgain(fullDesk(at).desk);
			let next = 0;
			const message = () => messages[next++ % messages.length] ?? new Uint8Array();
			return insist(arena, seat, 'desk', message);
		});
		return together(lanes);
	}
};
/** Builds the same desk each time it is called for a seat, with the messages that write it. */
function fullDesk(at: number): { desk: Desk; written: Uint8Array[] } {
	const desk = new Desk();
	desk.doc.clientID = 1_000 + at;
	const written: Uint8Array[] = [];
	const keep = (update: Uint8Array) => written.push(updateFrame(update));
	desk.doc.on('update', keep);
	for (let from = 0; from < LIMITS.notesPerDesk; from += WRITTEN_TOGETHER)
		desk.doc.transact(() => {
			for (const nth of times(WRITTEN_TOGETHER))
				if (from + nth < LIMITS.notesPerDesk)
					desk.writeNote(`note-${at}-${from + nth}`, 'Callers tell it again', 'problem', 1, 'step');
		});
	desk.doc.off('update', keep);
	return { desk, written };
}
/** Messages that each change the maximum number of notes. */
function parkedAgain(desk: Desk): Uint8Array[] {
	const messages: Uint8Array[] = [];
	desk.doc.on('update', (update: Uint8Array) => messages.push(updateFrame(update)));
	const ids = desk.notes().map(({ id }) => id);
	for (const message of times(MESSAGES))
		desk.doc.transact(() => {
			for (const id of ids.slice(0, LARGEST.updateStructs)) desk.park(id, message % 2 === 0);
		});
	return messages;
}

export const FREEZE_ATTACKS: readonly Attack[] = [entriesBeside, dearMessages, dearAtDesks];

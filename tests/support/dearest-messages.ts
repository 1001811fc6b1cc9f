/** The accepted messages of each kind that cost the server the most, on a wall of many notes. */
import * as Y from 'yjs';
import { addItem, frameText, layFrame } from '../../src/lib/wall/items.ts';
import { addNote, makeCluster } from '../../src/lib/wall/mutations.ts';
import { note } from '../../src/lib/wall/testing.ts';
import { Wall } from '../../src/lib/wall/wall.ts';
import { ClientOwners } from '../../server/sync/guard/owners.ts';
import { boundsOf, SYNC_LIMITS } from '../../server/sync/limits.ts';
import { judge, type Verdict } from '../../server/sync/guard/policy.ts';
import type { Writer } from '../../server/sync/guard/writer.ts';
import { roomy } from '../../server/sync/testing.ts';

const { updateStructs } = SYNC_LIMITS;
const times = (count: number) => Array.from({ length: count }, (_, at) => at);

/** Moves this many of the notes. Each call writes other values. */
export function move(page: Wall, notes: number, count: number) {
	for (const at of times(count))
		page.notes.get(`note-${at % notes}`)?.set(at < notes ? 'x' : 'y', Math.random());
}

/** A name, the content of the wall before, and the change in one message of the page. */
export type DearestKind = readonly [
	kind: string,
	prepare: (page: Wall, notes: number) => void,
	write: (page: Wall, notes: number) => void
];
const nothing = () => {};
export const DEAREST: readonly DearestKind[] = [
	[
		'moves of as many notes as it may name',
		nothing,
		(page, notes) => move(page, notes, updateStructs)
	],
	[
		'moves of what the same person moved many times before',
		(page, notes) => {
			for (const _ of times(20)) page.doc.transact(() => move(page, notes, updateStructs));
		},
		(page, notes) => move(page, notes, updateStructs)
	],
	[
		'clusters with their fields',
		nothing,
		(page) => {
			for (const at of times(24)) makeCluster(page, `cluster-${at}`, [`note-${at}`], at, 0, 'Late');
		}
	],
	[
		'words at many places of a text',
		nothing,
		(page) => {
			for (const at of times(90)) frameText(page, 'why')?.insert(at * 6, 'y');
		}
	],
	[
		'deletes at many places of a text',
		nothing,
		(page) => {
			for (const at of times(120)) frameText(page, 'why')?.delete(499 - at * 4, 1);
		}
	],
	[
		'costs with all that belongs to them',
		nothing,
		(page) => {
			for (const at of times(24))
				addItem(page, 'costs', `cost-${at}`, { problem: 'c', amount: at });
		}
	]
];

/** The server's wall, and the wall of a page that has received all of it. */
export interface Opened {
	server: Wall;
	page: Wall;
	owners: ClientOwners;
	notes: number;
}
/** `prepare` is the change that the server accepted before. */
export function openWall(notes: number, prepare: DearestKind[1] = nothing): Opened {
	const server = new Wall();
	server.doc.transact(() => {
		for (const at of times(notes)) addNote(server, note(`note-${at}`));
		layFrame(server, { why: 'x'.repeat(500) });
	});
	const page = Wall.from(server.encode());
	page.doc.transact(() => makeCluster(page, 'c', ['note-0'], 0, 0, 'Late'));
	prepare(page, notes);
	Y.applyUpdate(server.doc, Y.encodeStateAsUpdate(page.doc));
	const owners = new ClientOwners(new Map([[page.doc.clientID, 'ann']]), 100);
	return { server, page, owners, notes };
}
/** Encodes the page's change as one message. */
export function messageOf({ page, notes }: Opened, write: DearestKind[2]): Uint8Array {
	const updates: Uint8Array[] = [];
	const keep = (update: Uint8Array) => updates.push(update);
	page.doc.on('update', keep);
	page.doc.transact(() => write(page, notes));
	page.doc.off('update', keep);
	return updates[0] ?? new Uint8Array();
}
/** Checks and applies a message as the server does. `charge` receives its cost. */
export function takeIn(
	{ server, owners }: Opened,
	update: Uint8Array,
	charge: Writer['charge'] = () => {}
): Verdict {
	const writer = {
		...{ id: 'ann', owners, refuses: () => null, round: () => null, whyNoMark: () => null },
		...roomy(),
		charge
	};
	const verdict = judge('wall', server.doc, update, boundsOf(SYNC_LIMITS), writer);
	if (verdict.kind === 'apply') Y.applyUpdate(server.doc, update);
	return verdict;
}

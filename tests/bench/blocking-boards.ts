/** The boards of the event loop bench, written straight to the database: drafts, ballots, ratings and large walls. */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { FIRST_EPOCH, nameOf } from '../../server/sync/documents.ts';
import { openSqlite } from '../../server/store/sqlite.ts';
import { Desk } from '../../src/lib/wall/desk.ts';
import { addItem, readItem } from '../../src/lib/wall/items.ts';
import { addCluster, addNote } from '../../src/lib/wall/mutations.ts';
import { note } from '../../src/lib/wall/testing.ts';
import { Wall } from '../../src/lib/wall/wall.ts';
import { wordingOf } from '../../src/lib/workshop/outcomes/check.ts';
import type { Step } from '../../src/lib/workshop/types.ts';
import type { SeededBoard } from '../support/seed.ts';

const WORDS = 'Leads reach us late and nobody calls back before the customer has asked again'.split(
	' '
);
const times = (count: number) => Array.from({ length: count }, (_, at) => at);

/** Rows of a table as a service desk exports it, each of 30 to 200 characters. */
export const rowsFrom = (first: number, rows: number, clusters: number) =>
	times(rows).map((index) => {
		const n = first + index;
		const text = times(6 + (n % 24)).map((at) => WORDS[(n + at * 7) % WORDS.length]);
		return {
			text: `${n} ${text.join(' ')}`,
			fn: 'IT',
			cluster: n % 9 ? `Topic ${n % clusters}` : ''
		};
	});

type Opened = ReturnType<typeof openSqlite>;
async function inStore<T>(dataDir: string, work: (store: Opened) => Promise<T>): Promise<T> {
	const store = openSqlite(join(dataDir, 'groundwork.sqlite'));
	const made = await work(store);
	await store.close();
	return made;
}
/** Writes to the desks of everybody except the first person. */
const atDesks = (dataDir: string, { board, people }: SeededBoard, write: (desk: Desk) => void) =>
	inStore(dataDir, async (store) => {
		for (const { participant } of people.slice(1)) {
			const desk = new Desk();
			write(desk);
			await store.append([{ document: `d:${board}:${participant}`, update: desk.encode() }]);
		}
	});

export const writeDrafts = (dataDir: string, seeded: SeededBoard, each: number) =>
	atDesks(dataDir, seeded, (desk) => {
		for (const [at, { text }] of rowsFrom(0, each, 1).entries())
			desk.writeNote(randomUUID(), text, 'problem', at, seeded.stage.currentStep);
	});

export const OUTCOME = 'outcome-1';
/** Adds a step in which outcomes are rated, for a template without one. */
export function withOutcomes(steps: Step[]) {
	const [first] = steps;
	if (first) steps.push({ ...first, id: 'outcomes', kind: 'outcomes' });
}

/** Writes a wall with one outcome and with notes of the given length in clusters. Returns its size in bytes. */
export async function writeWall(
	dataDir: string,
	{ board }: SeededBoard,
	size: { notes: number; clusters: number; letters: number; shown: number }
): Promise<number> {
	const wall = new Wall();
	wall.doc.transact(() => {
		for (const at of times(size.clusters))
			addCluster(wall, {
				...{ id: `cluster-${at}`, title: `Topic ${at}`, x: 500 * (at % 30), y: at },
				...{ archived: false, mergedInto: '' }
			});
		for (const at of times(size.notes))
			addNote(wall, {
				...note(`note-${at}`),
				text: `${at} `.padEnd(size.letters, 'callers tell it again '),
				cluster: `cluster-${at % size.clusters}`,
				archived: at >= size.shown
			});
		addItem(wall, 'outcomes', OUTCOME, { problem: 'cluster-1', statement: 'Callers tell it once' });
	});
	const update = wall.encode();
	const document = nameOf({ kind: 'wall', board, epoch: FIRST_EPOCH });
	await inStore(dataDir, (store) => store.append([{ document, update }]));
	return update.length;
}

/** Each person uses all dots and rates the outcome of `writeWall`. */
export async function voteAndRate(dataDir: string, seeded: SeededBoard, dots: number) {
	const stage = await inStore(dataDir, (store) => store.loadStage(seeded.board));
	const round = stage?.rounds.at(-1)?.id ?? '';
	const wall = new Wall();
	addItem(wall, 'outcomes', OUTCOME, { problem: 'cluster-1', statement: 'Callers tell it once' });
	const outcome = readItem(wall, 'outcomes', OUTCOME);
	if (!outcome) throw new Error('an outcome that cannot be read');
	await atDesks(dataDir, seeded, (desk) => {
		for (const at of times(dots)) desk.spend(round, `cluster-${at}`, 1);
		desk.setMark(OUTCOME, { mark: 4, of: wordingOf(outcome) });
	});
	return round;
}

import { expect, it } from 'vitest';
import { addNote, makeCluster, moveNote } from '../../src/lib/wall/mutations.ts';
import { Wall } from '../../src/lib/wall/wall.ts';
import { fuzzRounds, fuzzSeed, seeded, type Random } from '../../tests/sync/random.ts';
import { noteOf } from '../../tests/sync/harness.ts';
import { countNotes, examine, salvage, type StoredRows } from './checkup.ts';

const CHANGES = 30;
const ROUNDS = fuzzRounds(100, 20_000);
const SEED = fuzzSeed();

/** A wall in the store: two snapshots, and the log after the older one. */
function storedWall(random: Random): { rows: StoredRows; wall: Wall } {
	const wall = new Wall();
	const rows: StoredRows = { kind: 'wall', seq: 0, snapshots: [], updates: [] };
	wall.doc.on('update', (bytes: Uint8Array) => {
		rows.updates.push({ seq: ++rows.seq, bytes });
	});
	for (let change = 0; change < CHANGES; change++) {
		const id = `note-${random.below(10)}`;
		if (wall.notes.has(id)) moveNote(wall, id, random.below(1000), random.below(1000));
		else if (random.chance(0.5)) addNote(wall, noteOf(id));
		else makeCluster(wall, `cluster-${change}`, [], 0, 0, `Title ${change}`);
		if (change === 9 || change === 19)
			rows.snapshots.unshift({ seq: rows.seq, bytes: wall.encode() });
	}
	const kept = rows.snapshots.at(-1)?.seq ?? 0;
	rows.updates = rows.updates.filter(({ seq }) => seq > kept);
	return { rows, wall };
}
const content = ({ notes, clusters }: Wall) => ({
	notes: notes.toJSON(),
	clusters: clusters.toJSON()
});
const breakBytes = (random: Random, bytes: Uint8Array) => {
	const broken = Uint8Array.from(bytes);
	const at = random.below(broken.length);
	if (random.chance(0.5)) return broken.subarray(0, at);
	broken[at] = (broken[at] ?? 0) ^ (1 << random.below(8));
	return broken;
};

it('finds nothing wrong with a whole document', () => {
	const { rows, wall } = storedWall(seeded(1));
	expect(examine(rows)).toEqual([]);
	expect(countNotes(rows)).toBe(wall.noteIds().length);
	const [newest] = rows.snapshots;
	if (newest) expect(examine({ ...rows, snapshots: [newest] })).toEqual([]);
	expect(examine({ kind: 'desk', seq: 0, snapshots: [], updates: [] })).toEqual([]);
});

it('[O6] finds nothing wrong with a document that began with a snapshot, before and after changes', () => {
	const wall = new Wall();
	addNote(wall, noteOf('n1'));
	const rows: StoredRows = {
		...{ kind: 'wall', seq: 0, updates: [] },
		snapshots: [{ seq: 0, bytes: wall.encode() }]
	};
	expect(examine(rows)).toEqual([]);
	wall.doc.on('update', (bytes: Uint8Array) => rows.updates.push({ seq: ++rows.seq, bytes }));
	moveNote(wall, 'n1', 5, 5);
	expect(examine(rows)).toEqual([]);
	expect(countNotes(rows)).toBe(1);
});

it(`[O6] a broken snapshot is found, and repaired without loss (FUZZ_SEED=${SEED}, ${ROUNDS} rounds)`, () => {
	let repaired = 0;
	for (let round = 0; round < ROUNDS; round++) {
		const random = seeded(SEED + round);
		const { rows, wall } = storedWall(random);
		const [newest, previous] = rows.snapshots;
		if (!newest || !previous) throw new Error('the wall has two snapshots');
		const bytes = breakBytes(random, newest.bytes);
		const broken = { ...rows, snapshots: [{ ...newest, bytes }, previous] };
		const faults = examine(broken);
		// A flipped bit can leave the meaning as it was, for example in a client number of an empty part.
		if (faults.length === 0) continue;
		repaired++;
		const [fault] = faults;
		if (fault === 'its previous snapshot leads to another content') {
			expect(salvage(broken)).toMatchObject({ base: 'snapshot', isDoubtful: true });
			continue;
		}
		const saved = salvage(broken);
		expect(saved, `seed ${SEED + round}`).toMatchObject({ base: 'previous snapshot', lost: [] });
		if (saved) expect(content(Wall.from(saved.state))).toEqual(content(wall));
	}
	expect(repaired).toBeGreaterThan(ROUNDS / 2);
});

it('[O6] names a missing change, and saves what does not build on it', () => {
	const { rows, wall } = storedWall(seeded(2));
	const lost = rows.seq - 3;
	const broken = { ...rows, updates: rows.updates.filter(({ seq }) => seq !== lost) };
	expect(examine(broken)).toContain(`change ${lost} cannot be read`);
	const saved = salvage(broken);
	expect(saved?.lost).toEqual([lost]);
	const rest = Wall.from(saved?.state ?? new Uint8Array());
	expect(rest.doc.store.pendingStructs).toBeNull();
	expect(rest.noteIds().length).toBeGreaterThan(0);
	for (const id of rest.noteIds()) expect(wall.notes.has(id)).toBe(true);
	const mended: StoredRows = {
		...broken,
		snapshots: [{ seq: rows.seq, bytes: saved?.state ?? new Uint8Array() }],
		updates: []
	};
	expect(examine(mended)).toEqual([]);
});

it('[O6] gives up a document without a readable snapshot or a whole log', () => {
	const { rows } = storedWall(seeded(3));
	const snapshots = rows.snapshots.map(({ seq }) => ({ seq, bytes: Uint8Array.of(255) }));
	expect(examine({ ...rows, snapshots })).toContain('nothing of it can be read');
	expect(salvage({ ...rows, snapshots })).toBeNull();
});

it('finds a part that none of our documents has', () => {
	const { rows, wall } = storedWall(seeded(4));
	wall.doc.getArray('elsewhere').push(['x']);
	wall.notes.set('odd', 'text' as never);
	expect(examine(rows)).toEqual([
		'it holds a part that no document of ours has',
		'its item odd is none'
	]);
});

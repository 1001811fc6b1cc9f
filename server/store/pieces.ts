/**
 * Stores large values in pieces. Each piece is its own commit, so that no other commit waits for all of them. The
 * pieces of one value form a run. They count once a row names their run; pieces that no row names get deleted.
 */
import { randomInt } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { prepare } from './database.ts';
import { rowDropper } from './dropping.ts';
import type { Steps } from './steps.ts';

/**
 * Values up to this length are stored in their row. Longer ones are split into pieces of this length; the last may
 * be shorter.
 */
export const PIECE_BYTES = 256 * 1024;
/** Rows deleted in one step. */
const DROP_ROWS = 500;
const MOST_RUNS = 2 ** 48 - 1;
const NO_BYTES = new Uint8Array();

/** The part of a value that is stored in its row. */
export interface Kept {
	bytes: Uint8Array;
	/** The run of its pieces; null if the bytes are in the row. */
	run: number | null;
}

/**
 * For each kind of row: the table of its pieces, the column in both tables that names the owner, and the owners'
 * table.
 */
const PLACES = {
	snapshots: { table: 'snapshot_pieces', owner: 'document', owners: 'documents' },
	versions: { table: 'version_pieces', owner: 'board', owners: 'boards' }
} as const;

/** The pieces of snapshots (owned by documents) or of versions (owned by boards). */
export function piecesOf<Owner extends string | number>(
	db: DatabaseSync,
	rows: keyof typeof PLACES
) {
	const { table, owner, owners } = PLACES[rows];
	const unnamed = `NOT EXISTS (SELECT 1 FROM ${rows} AS row
		WHERE row.${owner} = ${table}.${owner} AND row.run = ${table}.run)`;
	// Writes nothing if the owner was deleted in the meantime.
	const add = prepare(
		db,
		`INSERT INTO ${table} (${owner}, run, nth, bytes) SELECT id, ?, ?, ? FROM ${owners} WHERE id = ?`
	);
	const size = prepare<{ bytes: number | null }>(
		db,
		`SELECT sum(octet_length(bytes)) AS bytes FROM ${table} WHERE ${owner} = ? AND run = ?`
	);
	const one = prepare<{ bytes: Uint8Array }>(
		db,
		`SELECT bytes FROM ${table} WHERE ${owner} = ? AND run = ? AND nth = ?`
	);
	const left = prepare<{ owner: Owner }>(
		db,
		`SELECT DISTINCT ${owner} AS owner FROM ${table} WHERE ${unnamed}`
	);
	const drop = rowDropper(db, table, `${owner} = ?1 AND ${unnamed}`);
	const sizeOf = (of: Owner, run: number) => size.get(of, run)?.bytes ?? 0;

	return {
		/** Stores the pieces of a large value. Returns what to store in the row. */
		*write(of: Owner, bytes: Uint8Array): Steps<Kept> {
			if (bytes.length <= PIECE_BYTES) return { bytes, run: null };
			const run = randomInt(MOST_RUNS);
			for (let nth = 0, at = 0; at < bytes.length; nth++, at += PIECE_BYTES) {
				if (add.run(run, nth, bytes.subarray(at, at + PIECE_BYTES), of) === 0)
					throw new Error('it was deleted while it was written');
				yield;
			}
			return { bytes: NO_BYTES, run };
		},
		/** Throws unless all pieces are stored. */
		expectAll(of: Owner, { run }: Kept, bytes: number) {
			if (run !== null && sizeOf(of, run) !== bytes)
				throw new Error('it was deleted while it was written');
		},
		/** Returns the value: the row's bytes, or all pieces joined in shared memory. */
		*read(of: Owner, { bytes, run }: Kept): Steps<Uint8Array> {
			if (run === null) return bytes;
			const whole = new Uint8Array(new SharedArrayBuffer(sizeOf(of, run)));
			for (let nth = 0, at = 0; at < whole.length; nth++) {
				const piece = one.get(of, run, nth);
				if (!piece) throw new Error('a piece is missing');
				whole.set(piece.bytes, at);
				at += piece.bytes.length;
				yield;
			}
			return whole;
		},
		/** Deletes some pieces that no row names. Returns how many it deleted. */
		dropSome: (of: Owner) => drop(of, DROP_ROWS),
		/** Owners of pieces that no row names. */
		ownersOfLeft: () => left.all().map((row) => row.owner)
	};
}

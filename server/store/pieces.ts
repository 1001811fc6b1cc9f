/**
 * Large bytes in pieces, each of which is a commit of its own, so that no other commit waits for all of them. Pieces
 * that belong together are a run. They count once a row names their run; those that no row names are to be deleted.
 */
import { randomInt } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { prepare } from './database.ts';
import { rowDropper } from './dropping.ts';
import type { Steps } from './steps.ts';

/** Bytes of up to this length lie in their row; of longer ones, each piece is as long, but the last. */
export const PIECE_BYTES = 256 * 1024;
/** What is deleted in one step. */
const DROP_ROWS = 500;
const MOST_RUNS = 2 ** 48 - 1;
const NO_BYTES = new Uint8Array();

/** What a row holds. */
export interface Kept {
	bytes: Uint8Array;
	/** Where its pieces are; null if the bytes lie in the row. */
	run: number | null;
}

/** Which table holds the pieces of which rows, and by what column both say to whom they belong. */
const PLACES = {
	snapshots: { table: 'snapshot_pieces', owner: 'document', owners: 'documents' },
	versions: { table: 'version_pieces', owner: 'board', owners: 'boards' }
} as const;

/** The pieces of snapshots, which belong to documents, or of versions, which belong to boards. */
export function piecesOf<Owner extends string | number>(
	db: DatabaseSync,
	rows: keyof typeof PLACES
) {
	const { table, owner, owners } = PLACES[rows];
	const unnamed = `NOT EXISTS (SELECT 1 FROM ${rows} AS row
		WHERE row.${owner} = ${table}.${owner} AND row.run = ${table}.run)`;
	// Nothing is written for an owner who was deleted meanwhile.
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
		/** Stores what does not fit into a row. Returns what the row is to hold. */
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
		/** Throws unless all pieces are there. */
		expectAll(of: Owner, { run }: Kept, bytes: number) {
			if (run !== null && sizeOf(of, run) !== bytes)
				throw new Error('it was deleted while it was written');
		},
		/** What a row holds: as it is, or all of its pieces, in memory that threads share. */
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
		/** Deletes some pieces that no row names. Returns how many. */
		dropSome: (of: Owner) => drop(of, DROP_ROWS),
		/** Whose pieces no row names. */
		ownersOfLeft: () => left.all().map((row) => row.owner)
	};
}

/**
 * Snapshots of documents. A large one is written in pieces. The last commit adds the row that names them. Until
 * then, the old snapshot and the log stay valid.
 */
import type { DatabaseSync } from 'node:sqlite';
import { prepare, transaction } from './database.ts';
import { rowDropper } from './dropping.ts';
import { PIECE_BYTES, piecesOf, type Kept } from './pieces.ts';
import { finish, queues, type Steps } from './steps.ts';
import type { BegunDocument, StoredDocument } from './store.ts';

/** Bytes and rows of a log that are read in one step. */
const READ_BYTES = 1_000_000;
const READ_ROWS = 2_000;
/** Rows deleted in one step. */
const DROP_ROWS = 500;

/** Calls for the same document run one after the other. */
export interface Snapshots {
	load(document: string): Steps<StoredDocument>;
	/** See `Store.saveSnapshot`. */
	save(document: string, snapshot: Uint8Array, seq: number): Steps<void>;
	/**
	 * Replaces a document with a new state. `commit` either calls its argument inside its transaction or does not
	 * call it, and returns whether it did.
	 */
	begin(begins: BegunDocument, commit: (begin: () => void) => boolean): Steps<boolean>;
	/** Deletes the remains of interrupted calls. No call may be in progress. */
	tidyAll(): void;
}

interface Head {
	id: number;
	seq: number;
}
interface SnapshotRow extends Kept {
	seq: number;
}

export function snapshotsIn(db: DatabaseSync): Snapshots {
	const inTurn = queues();
	const pieces = piecesOf<number>(db, 'snapshots');
	const log = logIn(db);
	const find = prepare<Head>(db, 'SELECT id, seq FROM documents WHERE name = ?');
	const make = prepare<Head>(
		db,
		'INSERT INTO documents (name, seq) VALUES (?, 0) RETURNING id, seq'
	);
	const anew = prepare<Head>(
		db,
		`INSERT INTO documents (name, seq) VALUES (?, 0)
		 ON CONFLICT (name) DO UPDATE SET seq = 0 RETURNING id, seq`
	);
	// Deletes a document that was created for the pieces of a snapshot that never followed.
	const dropEmpty = prepare(
		db,
		`DELETE FROM documents WHERE id = ?1 AND seq = 0
			AND NOT EXISTS (SELECT 1 FROM snapshots WHERE document = ?1)
			AND NOT EXISTS (SELECT 1 FROM snapshot_pieces WHERE document = ?1)`
	);
	const newest = prepare<SnapshotRow>(
		db,
		'SELECT seq, bytes, run FROM snapshots WHERE document = ? ORDER BY seq DESC LIMIT 1'
	);
	const newestSeq = prepare<Pick<SnapshotRow, 'seq'>>(
		db,
		'SELECT max(seq) AS seq FROM snapshots WHERE document = ? HAVING count(*) > 0'
	);
	const add = prepare(
		db,
		`INSERT INTO snapshots (document, seq, bytes, run) VALUES (?, ?, ?, ?)
		 ON CONFLICT (document, seq) DO UPDATE SET bytes = excluded.bytes, run = excluded.run`
	);
	const dropOlder = prepare(db, 'DELETE FROM snapshots WHERE document = ? AND seq < ?');
	const dropOf = ['updates', 'snapshots', 'client_owners', 'shares'].map((table) =>
		prepare(db, `DELETE FROM ${table} WHERE document = ?`)
	);

	const headOf = (document: string) => find.get(document) ?? make.get(document);
	/** Deletes some rows that no snapshot needs any more. Returns how many. */
	const dropSome = (id: number) => pieces.dropSome(id) + log.dropSome(id);

	function* tidy(id: number): Steps<void> {
		try {
			while (dropSome(id) > 0) yield;
			dropEmpty.run(id);
		} catch {
			// The rows deleted so far stay deleted. The next snapshot of the document or the next start deletes the
			// rest.
		}
	}
	/** Stores the pieces of a large snapshot, then calls `place` with the values for its row. */
	function* store<T>(document: string, snapshot: Uint8Array, place: (kept: Kept) => T): Steps<T> {
		// Pieces need an existing document. A small snapshot is committed together with its document.
		const head = snapshot.length > PIECE_BYTES ? headOf(document) : find.get(document);
		const id = head?.id ?? 0;
		try {
			return place(yield* pieces.write(id, snapshot));
		} finally {
			yield* tidy(id);
		}
	}
	/** Whether no newer snapshot is stored. Throws if `seq` is beyond the last update. */
	function isWanted(document: string, seq: number): boolean {
		const head = find.get(document);
		if (seq > (head?.seq ?? 0))
			throw new Error(`snapshot of ${document} at ${seq}, but its log ends at ${head?.seq}`);
		return seq >= ((head && newestSeq.get(head.id)?.seq) ?? 0);
	}
	function* save(document: string, snapshot: Uint8Array, seq: number): Steps<void> {
		if (!isWanted(document, seq)) return;
		yield* store(document, snapshot, (kept) =>
			transaction(db, () => {
				const head = headOf(document);
				if (!head || !isWanted(document, seq)) return;
				pieces.expectAll(head.id, kept, snapshot.length);
				const previous = newestSeq.get(head.id);
				add.run(head.id, seq, kept.bytes, kept.run);
				// The log since the previous snapshot stays, so that the document can be rebuilt from either
				// snapshot.
				if (previous && previous.seq < seq) dropOlder.run(head.id, previous.seq);
				dropSome(head.id);
			})
		);
	}
	function begin(
		{ document, snapshot }: BegunDocument,
		commit: (begin: () => void) => boolean
	): Steps<boolean> {
		return store(document, snapshot, (kept) =>
			commit(() => {
				const id = anew.get(document)?.id ?? 0;
				pieces.expectAll(id, kept, snapshot.length);
				for (const drop of dropOf) drop.run(id);
				add.run(id, 0, kept.bytes, kept.run);
			})
		);
	}
	function* load(document: string): Steps<StoredDocument> {
		const head = find.get(document);
		if (!head) return { snapshot: null, updates: [], seq: 0 };
		const found = newest.get(head.id);
		const updates = yield* log.read(head, found?.seq ?? 0);
		const snapshot = found && (yield* pieces.read(head.id, found));
		return { snapshot, updates, seq: head.seq };
	}

	return {
		load: (document) => inTurn(document, load(document)),
		save: (document, ...rest) => inTurn(document, save(document, ...rest)),
		begin: (begins, commit) => inTurn(begins.document, begin(begins, commit)),
		tidyAll() {
			for (const id of pieces.ownersOfLeft()) finish(tidy(id));
		}
	};
}

/** The log of updates of documents. */
function logIn(db: DatabaseSync) {
	const after = prepare<{ seq: number; bytes: Uint8Array }>(
		db,
		'SELECT seq, bytes FROM updates WHERE document = ? AND seq > ? AND seq <= ? ORDER BY seq LIMIT ?'
	);
	// Two snapshots need the log since the older one. With a single snapshot, there may be no log from before it.
	const drop = rowDropper(
		db,
		'updates',
		`document = ?1 AND seq <= (SELECT min(seq) FROM snapshots WHERE document = ?1 HAVING count(*) > 1)`
	);
	return {
		/** Returns the updates of a document after `from`, up to its current end. */
		*read({ id, seq }: Head, from: number): Steps<Uint8Array[]> {
			const updates: Uint8Array[] = [];
			for (let at = from; at < seq;) {
				let size = 0;
				let rows = 0;
				for (const row of after.iterate(id, at, seq, READ_ROWS)) {
					updates.push(row.bytes);
					at = row.seq;
					rows++;
					size += row.bytes.length;
					if (size >= READ_BYTES) break;
				}
				if (rows === 0) return updates;
				if (at < seq) yield;
			}
			return updates;
		},
		dropSome: (id: number) => drop(id, DROP_ROWS)
	};
}

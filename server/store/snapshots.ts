/**
 * Snapshots of documents. A large one is written in pieces. The last commit makes the row that names them: only then
 * the snapshot is there, and until then all that was there before.
 */
import type { DatabaseSync } from 'node:sqlite';
import { prepare, transaction } from './database.ts';
import { rowDropper } from './dropping.ts';
import { PIECE_BYTES, piecesOf, type Kept } from './pieces.ts';
import { finish, queues, type Steps } from './steps.ts';
import type { BegunDocument, StoredDocument } from './store.ts';

/** What is read of a log in one step. */
const READ_BYTES = 1_000_000;
const READ_ROWS = 2_000;
/** What is deleted in one step. */
const DROP_ROWS = 500;

/** Each call waits for those before it on the same document. */
export interface Snapshots {
	load(document: string): Steps<StoredDocument>;
	/** See `Store.saveSnapshot`. */
	save(document: string, snapshot: Uint8Array, seq: number): Steps<void>;
	/**
	 * Replaces a document by its beginning. `commit` runs what it gets inside its transaction, or not at all, and
	 * returns whether it did.
	 */
	begin(begins: BegunDocument, commit: (begin: () => void) => boolean): Steps<boolean>;
	/** Deletes what was left by calls that were cut off. Nothing may be under way. */
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
	// A document that was made for pieces, and never got its snapshot.
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
	/** Deletes some of what no snapshot needs any more. Returns how many rows went. */
	const dropSome = (id: number) => pieces.dropSome(id) + log.dropSome(id);

	function* tidy(id: number): Steps<void> {
		try {
			while (dropSome(id) > 0) yield;
			dropEmpty.run(id);
		} catch {
			// What was done stays done: the next snapshot of the document or the next start tidies up.
		}
	}
	/** Stores a snapshot's pieces if it is large, and then runs `place` with what its row is to hold. */
	function* store<T>(document: string, snapshot: Uint8Array, place: (kept: Kept) => T): Steps<T> {
		// Pieces need a document; a small snapshot comes with it in one commit.
		const head = snapshot.length > PIECE_BYTES ? headOf(document) : find.get(document);
		const id = head?.id ?? 0;
		try {
			return place(yield* pieces.write(id, snapshot));
		} finally {
			yield* tidy(id);
		}
	}
	/** Whether no newer snapshot is held. Throws beyond the last update. */
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
				// The log since the previous snapshot stays, so that both can rebuild the document.
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

/** Updates of documents. */
function logIn(db: DatabaseSync) {
	const after = prepare<{ seq: number; bytes: Uint8Array }>(
		db,
		'SELECT seq, bytes FROM updates WHERE document = ? AND seq > ? AND seq <= ? ORDER BY seq LIMIT ?'
	);
	// Two snapshots need the log since the older one; one alone may have come without the log before it.
	const drop = rowDropper(
		db,
		'updates',
		`document = ?1 AND seq <= (SELECT min(seq) FROM snapshots WHERE document = ?1 HAVING count(*) > 1)`
	);
	return {
		/** The updates of a document as it is now, from behind one on. */
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

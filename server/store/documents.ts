/** Documents as a log of updates on top of snapshots. */
import type { DatabaseSync } from 'node:sqlite';
import { clientOwners } from './client-owners.ts';
import { prepare, transaction, type Immediate } from './database.ts';
import { shares } from './shares.ts';
import type { Amount, BegunDocument, Store } from './store.ts';

type Documents = Pick<
	Store,
	'append' | 'loadDocument' | 'listClientOwners' | 'listShares' | 'saveSnapshot'
>;
interface Head {
	id: number;
	seq: number;
}
interface Bytes {
	seq: number;
	bytes: Uint8Array;
}

export function documents(db: DatabaseSync): Immediate<Documents> {
	const owners = clientOwners(db);
	const added = shares(db);
	const find = prepare<Head>(db, 'SELECT id, seq FROM documents WHERE name = ?');
	const make = prepare<Head>(
		db,
		'INSERT INTO documents (name, seq) VALUES (?, 0) RETURNING id, seq'
	);
	const count = prepare<Head>(
		db,
		`INSERT INTO documents (name, seq) VALUES (?, 1)
		 ON CONFLICT (name) DO UPDATE SET seq = seq + 1 RETURNING id, seq`
	);
	const addUpdate = prepare(db, 'INSERT INTO updates (document, seq, bytes) VALUES (?, ?, ?)');
	const updatesAfter = prepare<Bytes>(
		db,
		'SELECT seq, bytes FROM updates WHERE document = ? AND seq > ? ORDER BY seq'
	);
	const dropUpdates = prepare(db, 'DELETE FROM updates WHERE document = ? AND seq <= ?');
	const newestSnapshot = prepare<Bytes>(
		db,
		'SELECT seq, bytes FROM snapshots WHERE document = ? ORDER BY seq DESC LIMIT 1'
	);
	const addSnapshot = prepare(
		db,
		`INSERT INTO snapshots (document, seq, bytes) VALUES (?, ?, ?)
		 ON CONFLICT (document, seq) DO UPDATE SET bytes = excluded.bytes`
	);
	const dropSnapshots = prepare(db, 'DELETE FROM snapshots WHERE document = ? AND seq < ?');

	return {
		append(group) {
			if (group.length === 0) return;
			transaction(db, () => {
				for (const { document, update, claims = [], shares = [] } of group) {
					const head = count.get(document);
					if (!head) continue;
					addUpdate.run(head.id, head.seq, update);
					owners.save(head.id, claims);
					added.add(head.id, shares);
				}
			});
		},
		loadDocument(document) {
			const head = find.get(document);
			if (!head) return { snapshot: null, updates: [], seq: 0 };
			const snapshot = newestSnapshot.get(head.id);
			const updates = updatesAfter.all(head.id, snapshot?.seq ?? 0);
			return {
				snapshot: snapshot?.bytes ?? null,
				updates: updates.map(({ bytes }) => bytes),
				seq: head.seq
			};
		},
		listClientOwners(document) {
			const head = find.get(document);
			return head ? owners.list(head.id) : new Map<number, string>();
		},
		listShares(document) {
			const head = find.get(document);
			return head ? added.list(head.id) : new Map<string, Amount>();
		},
		saveSnapshot(document, snapshot, seq) {
			transaction(db, () => {
				const head = find.get(document) ?? make.get(document);
				if (!head || seq > head.seq)
					throw new Error(`snapshot of ${document} at ${seq}, but its log ends at ${head?.seq}`);
				const previous = newestSnapshot.get(head.id);
				if (previous && previous.seq > seq) return;
				addSnapshot.run(head.id, seq, snapshot);
				// The log since the previous snapshot stays, so that both can rebuild the document.
				if (!previous || previous.seq === seq) return;
				dropSnapshots.run(head.id, previous.seq);
				dropUpdates.run(head.id, previous.seq);
			});
		}
	};
}

/** Returns what replaces a document by its beginning. Run it inside a transaction. */
export function beginDocument(db: DatabaseSync): (begins: BegunDocument) => void {
	const anew = prepare<{ id: number }>(
		db,
		`INSERT INTO documents (name, seq) VALUES (?, 0)
		 ON CONFLICT (name) DO UPDATE SET seq = 0 RETURNING id`
	);
	const dropUpdates = prepare(db, 'DELETE FROM updates WHERE document = ?');
	const dropSnapshots = prepare(db, 'DELETE FROM snapshots WHERE document = ?');
	const dropOwners = prepare(db, 'DELETE FROM client_owners WHERE document = ?');
	const dropShares = prepare(db, 'DELETE FROM shares WHERE document = ?');
	const addSnapshot = prepare(db, 'INSERT INTO snapshots (document, seq, bytes) VALUES (?, 0, ?)');
	return ({ document, snapshot }) => {
		const id = anew.get(document)?.id ?? 0;
		dropUpdates.run(id);
		dropSnapshots.run(id);
		dropOwners.run(id);
		dropShares.run(id);
		addSnapshot.run(id, snapshot);
	};
}

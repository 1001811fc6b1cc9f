/** Documents, stored as snapshots and a log of updates after them. */
import type { DatabaseSync } from 'node:sqlite';
import { clientOwners } from './client-owners.ts';
import { prepare, transaction, type Immediate, type Stepped } from './database.ts';
import { shares } from './shares.ts';
import type { Snapshots } from './snapshots.ts';
import type { Amount, Store } from './store.ts';

type Documents = Immediate<Pick<Store, 'append' | 'listClientOwners' | 'listShares'>> &
	Stepped<Pick<Store, 'loadDocument' | 'saveSnapshot'>>;
interface Head {
	id: number;
	seq: number;
}

export function documents(db: DatabaseSync, snapshots: Snapshots): Documents {
	const owners = clientOwners(db);
	const added = shares(db);
	const find = prepare<Head>(db, 'SELECT id, seq FROM documents WHERE name = ?');
	const count = prepare<Head>(
		db,
		`INSERT INTO documents (name, seq) VALUES (?, 1)
		 ON CONFLICT (name) DO UPDATE SET seq = seq + 1 RETURNING id, seq`
	);
	const addUpdate = prepare(db, 'INSERT INTO updates (document, seq, bytes) VALUES (?, ?, ?)');

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
		loadDocument: snapshots.load,
		saveSnapshot: snapshots.save,
		listClientOwners(document) {
			const head = find.get(document);
			return head ? owners.list(head.id) : new Map<number, string>();
		},
		listShares(document) {
			const head = find.get(document);
			return head ? added.list(head.id) : new Map<string, Amount>();
		}
	};
}

/** Templates: lists of steps that people saved from their workshops. */
import type { DatabaseSync } from 'node:sqlite';
import { prepare, type Immediate } from './database.ts';
import { erasedRefuser } from './erasing.ts';
import type { Store, StoredTemplate } from './store.ts';

type Templates = Pick<Store, 'saveTemplate' | 'listTemplates' | 'deleteTemplate'>;

export function templates(db: DatabaseSync): Immediate<Templates> {
	const refuseErased = erasedRefuser(db);
	const save = prepare(
		db,
		`INSERT INTO templates (user, id, title, steps, created_at) VALUES (?, ?, ?, ?, ?)
		 ON CONFLICT (user, id) DO UPDATE SET title = excluded.title, steps = excluded.steps,
			created_at = excluded.created_at`
	);
	const list = prepare<StoredTemplate>(
		db,
		`SELECT user AS userId, id, title, steps, created_at AS createdAt FROM templates
		 WHERE user = ? ORDER BY position DESC`
	);
	const drop = prepare(db, 'DELETE FROM templates WHERE user = ? AND id = ?');

	return {
		saveTemplate({ userId, id, title, steps, createdAt }) {
			refuseErased(userId);
			save.run(userId, id, title, steps, createdAt);
		},
		listTemplates: (userId) => list.all(userId),
		deleteTemplate(userId, id) {
			drop.run(userId, id);
		}
	};
}

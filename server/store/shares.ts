/** How much each participant has added to a document, so that no single person can fill it. */
import type { DatabaseSync } from 'node:sqlite';
import { prepare } from './database.ts';
import type { Amount, ShareAdded } from './store.ts';

/** `document` is the id of the document's row. */
export interface SharesTable {
	/** Adds to each participant's amount. Call it in the transaction of the update that adds the data. */
	add(document: number, added: readonly ShareAdded[]): void;
	/** The amounts by participant. */
	list(document: number): Map<string, Amount>;
}

export function shares(db: DatabaseSync): SharesTable {
	const addTo = prepare(
		db,
		`INSERT INTO shares (document, participant, bytes, structs) VALUES (?, ?, ?, ?)
		 ON CONFLICT (document, participant)
		 DO UPDATE SET bytes = bytes + excluded.bytes, structs = structs + excluded.structs`
	);
	const ofDocument = prepare<ShareAdded>(
		db,
		'SELECT participant, bytes, structs FROM shares WHERE document = ?'
	);
	return {
		add(document, added) {
			for (const { participant, bytes, structs } of added)
				addTo.run(document, participant, bytes, structs);
		},
		list(document) {
			const rows = ofDocument.all(document);
			return new Map(
				rows.map(({ participant, bytes, structs }) => [participant, { bytes, structs }])
			);
		}
	};
}

/** The participant behind each Yjs client id of a document. */
import type { DatabaseSync } from 'node:sqlite';
import { prepare } from './database.ts';
import type { ClientClaim } from './store.ts';

/** `document` is the id of the document's row. */
export interface ClientOwnersTable {
	/** Keeps the first owner of a client. Call it in the transaction of the update that claims the client. */
	save(document: number, claims: readonly ClientClaim[]): void;
	/** The owners by client. */
	list(document: number): Map<number, string>;
}

export function clientOwners(db: DatabaseSync): ClientOwnersTable {
	const add = prepare(
		db,
		`INSERT INTO client_owners (document, client, participant) VALUES (?, ?, ?)
		 ON CONFLICT (document, client) DO NOTHING`
	);
	const ofDocument = prepare<ClientClaim>(
		db,
		'SELECT client, participant FROM client_owners WHERE document = ?'
	);
	return {
		save(document, claims) {
			for (const { client, participant } of claims) add.run(document, client, participant);
		},
		list(document) {
			const rows = ofDocument.all(document);
			return new Map(rows.map(({ client, participant }) => [client, participant]));
		}
	};
}

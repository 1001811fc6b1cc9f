/** Which document a room holds, and what is left of it in the store. */
import * as Y from 'yjs';
import type { StoredDocument } from '../store/store.ts';

export type DocumentId =
	| { kind: 'wall'; board: string; epoch: number }
	| { kind: 'desk'; board: string; participant: string };

/** The epoch with which every board begins. */
export const FIRST_EPOCH = 1;

/** The document's name in the store. The wall of each epoch is a document of its own. */
export function nameOf(id: DocumentId): string {
	if (id.kind === 'desk') return `d:${id.board}:${id.participant}`;
	return id.epoch === FIRST_EPOCH ? `w:${id.board}` : `w:${id.board}:${id.epoch}`;
}

/** How long the log of a document is beside its newest snapshot. */
export interface LogSize {
	seq: number;
	snapshotBytes: number;
	logBytes: number;
	logUpdates: number;
}

/** Builds a document whole. Throws if what is stored is broken. */
export function rebuild(doc: Y.Doc, { snapshot, updates, seq }: StoredDocument): LogSize {
	doc.transact(() => {
		if (snapshot) Y.applyUpdate(doc, snapshot);
		for (const update of updates) Y.applyUpdate(doc, update);
	});
	return {
		seq,
		snapshotBytes: snapshot?.length ?? 0,
		logBytes: updates.reduce((bytes, update) => bytes + update.length, 0),
		logUpdates: updates.length
	};
}

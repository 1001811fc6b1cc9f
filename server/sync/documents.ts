/** The document of a room, and its size in the store. */
import { isDeepStrictEqual } from 'node:util';
import * as Y from 'yjs';
import type { StoredDocument } from '../store/store.ts';

export type DocumentId =
	| { kind: 'wall'; board: string; epoch: number }
	| { kind: 'desk'; board: string; participant: string; epoch: number };

/** The first epoch of every board. */
export const FIRST_EPOCH = 1;

/** The name of the document in the store. Each epoch of a wall or a desk is a separate document. */
export function nameOf(id: DocumentId): string {
	const name = id.kind === 'desk' ? `d:${id.board}:${id.participant}` : `w:${id.board}`;
	return id.epoch === FIRST_EPOCH ? name : `${name}:${id.epoch}`;
}

/** The size of the newest snapshot of a document, and of the log after it. */
export interface LogSize {
	seq: number;
	snapshotBytes: number;
	logBytes: number;
	logUpdates: number;
}

/** Builds the whole document. Throws if the stored data is broken, or builds on something that is missing. */
export function rebuild(doc: Y.Doc, { snapshot, updates, seq }: StoredDocument): LogSize {
	doc.transact(() => {
		if (snapshot) Y.applyUpdate(doc, snapshot);
		for (const update of updates) Y.applyUpdate(doc, update);
	});
	if (holdsPending(doc)) throw new Error('a part of the document is missing in the store');
	return {
		seq,
		snapshotBytes: snapshot?.length ?? 0,
		logBytes: updates.reduce((bytes, update) => bytes + update.length, 0),
		logUpdates: updates.length
	};
}

/** Whether Yjs holds pending parts of updates, which build on something that is missing. */
export const holdsPending = ({ store }: Y.Doc) =>
	store.pendingStructs !== null || store.pendingDs !== null;

/** Whether the snapshot gives the same document again. Throws if its bytes are broken. */
export function isSnapshotOf(doc: Y.Doc, snapshot: Uint8Array): boolean {
	const copy = new Y.Doc();
	Y.applyUpdate(copy, snapshot);
	if (holdsPending(copy) || !Y.equalSnapshots(Y.snapshot(doc), Y.snapshot(copy))) return false;
	for (const [name, root] of doc.share)
		if (root instanceof Y.Map && !isDeepStrictEqual(root.toJSON(), copy.getMap(name).toJSON()))
			return false;
	return true;
}

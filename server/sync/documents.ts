/** Which document a room holds, and what is left of it in the store. */
import { isDeepStrictEqual } from 'node:util';
import * as Y from 'yjs';
import type { StoredDocument } from '../store/store.ts';

export type DocumentId =
	| { kind: 'wall'; board: string; epoch: number }
	| { kind: 'desk'; board: string; participant: string; epoch: number };

/** The epoch with which every board begins. */
export const FIRST_EPOCH = 1;

/** The document's name in the store. The wall of each epoch is a document of its own, and so is the desk. */
export function nameOf(id: DocumentId): string {
	const name = id.kind === 'desk' ? `d:${id.board}:${id.participant}` : `w:${id.board}`;
	return id.epoch === FIRST_EPOCH ? name : `${name}:${id.epoch}`;
}

/** How long the log of a document is beside its newest snapshot. */
export interface LogSize {
	seq: number;
	snapshotBytes: number;
	logBytes: number;
	logUpdates: number;
}

/** Builds a document whole. Throws if what is stored is broken, or builds on something that is not there. */
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

/** Whether something waits inside for what it builds on. */
export const holdsPending = ({ store }: Y.Doc) =>
	store.pendingStructs !== null || store.pendingDs !== null;

/** Whether a document that is built from the snapshot is the one it was taken of. Throws for broken bytes. */
export function isSnapshotOf(doc: Y.Doc, snapshot: Uint8Array): boolean {
	const copy = new Y.Doc();
	Y.applyUpdate(copy, snapshot);
	if (holdsPending(copy) || !Y.equalSnapshots(Y.snapshot(doc), Y.snapshot(copy))) return false;
	for (const [name, root] of doc.share)
		if (root instanceof Y.Map && !isDeepStrictEqual(root.toJSON(), copy.getMap(name).toJSON()))
			return false;
	return true;
}

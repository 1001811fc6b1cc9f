/** A desk: one participant's private document on one board. Only its owner and the server hold it. */
import * as Y from 'yjs';
import { LIMITS } from '../workshop/limits.ts';
import type { Ballot, DeskNote, NoteKind } from '../workshop/types.ts';

type Fields = Y.Map<string | number | boolean>;

/** Typed view of a desk document. Reads never throw on odd content; odd items are left out. */
export class Desk {
	readonly doc: Y.Doc;
	readonly #notes: Y.Map<Fields>;
	readonly #ballots: Y.Map<Y.Map<number>>;
	readonly #ready: Y.Map<boolean>;
	readonly #composer: Y.Map<string>;

	constructor(doc: Y.Doc = new Y.Doc()) {
		this.doc = doc;
		this.#notes = doc.getMap('notes');
		this.#ballots = doc.getMap('ballots');
		this.#ready = doc.getMap('ready');
		this.#composer = doc.getMap('composer');
	}
	static from(state: Uint8Array): Desk {
		const desk = new Desk();
		Y.applyUpdate(desk.doc, state);
		return desk;
	}
	encode(): Uint8Array {
		return Y.encodeStateAsUpdate(this.doc);
	}

	/** Own notes, oldest first, taken-back ones included; never more than a desk may hold. */
	notes(): DeskNote[] {
		const notes: DeskNote[] = [];
		for (const id of this.#notes.keys()) {
			const note = this.note(id);
			if (note) notes.push(note);
		}
		return notes.sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1)).slice(0, LIMITS.notesPerDesk);
	}
	has(id: string): boolean {
		return this.#notes.has(id);
	}
	note(id: string): DeskNote | null {
		const fields = this.#notes.get(id);
		if (!(fields instanceof Y.Map)) return null;
		const text = fields.get('text');
		const at = fields.get('at');
		if (typeof text !== 'string' || text.trim() === '') return null;
		return {
			id,
			text: text.slice(0, LIMITS.noteChars),
			kind: fields.get('kind') === 'customer' ? 'customer' : 'problem',
			at: typeof at === 'number' && Number.isFinite(at) ? at : 0,
			archived: fields.get('archived') === true
		};
	}
	writeNote(id: string, text: string, kind: NoteKind, at: number) {
		this.doc.transact(() =>
			this.#notes.set(
				id,
				new Y.Map<string | number | boolean>(
					Object.entries({ text: text.trim().slice(0, LIMITS.noteChars), kind, at, archived: false })
				)
			)
		);
	}
	editNote(id: string, text: string, kind: NoteKind) {
		this.doc.transact(() => {
			const fields = this.#notes.get(id);
			fields?.set('text', text.trim().slice(0, LIMITS.noteChars));
			fields?.set('kind', kind);
		});
	}
	takeBack(id: string, archived = true) {
		this.#notes.get(id)?.set('archived', archived);
	}

	/** Dots in a round as they lie on the desk. `countable` in `workshop/tally.ts` decides what counts. */
	ballot(round: string): Ballot {
		const dots = this.#ballots.get(round);
		if (!(dots instanceof Y.Map)) return {};
		const ballot: Ballot = {};
		for (const [cluster, count] of dots.entries())
			if (Number.isInteger(count) && count > 0) ballot[cluster] = count;
		return ballot;
	}
	/** Sets the dots on one cluster (a whole number from 0). */
	spend(round: string, cluster: string, count: number) {
		this.doc.transact(() => {
			let dots = this.#ballots.get(round);
			if (!dots) this.#ballots.set(round, (dots = new Y.Map()));
			if (count > 0) dots.set(cluster, count);
			else dots.delete(cluster);
		});
	}

	/** Whether its owner is finished with a step or a round. */
	isReady(key: string): boolean {
		return this.#ready.get(key) === true;
	}
	setReady(key: string, ready: boolean) {
		this.#ready.set(key, ready);
	}

	/** Text in the composer that was not posted yet. */
	composer(): { text: string; kind: NoteKind } {
		return {
			text: String(this.#composer.get('text') ?? ''),
			kind: this.#composer.get('kind') === 'customer' ? 'customer' : 'problem'
		};
	}
	setComposer(text: string, kind: NoteKind) {
		this.doc.transact(() => {
			this.#composer.set('text', text.slice(0, 20 * LIMITS.noteChars));
			this.#composer.set('kind', kind);
		});
	}

	/** Calls back after anything on the desk changed. Returns the way to stop. */
	onChange(listener: () => void): () => void {
		const changed = (transaction: Y.Transaction) => {
			if (transaction.changed.size > 0) listener();
		};
		this.doc.on('afterTransaction', changed);
		return () => this.doc.off('afterTransaction', changed);
	}
}

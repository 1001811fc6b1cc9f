/** The wall: the one shared document of a board, behind typed reads and change listeners. */
import * as Y from 'yjs';
import type { Cluster, Note } from '../workshop/types.ts';

type Fields = Y.Map<string | number | boolean>;
type Listener = () => void;

/** Keys of a note whose change moves it between clusters or in and out of sight. */
const STRUCTURAL = new Set(['cluster', 'order', 'archived', 'mergedInto']);

const text = (fields: Fields, key: string): string => {
	const value = fields.get(key);
	return typeof value === 'string' ? value : '';
};
const number = (fields: Fields, key: string): number => {
	const value = fields.get(key);
	return typeof value === 'number' && Number.isFinite(value) ? value : 0;
};

/**
 * Typed view of a wall document. Reads never throw on odd content: a missing field reads as empty.
 * Listeners are kept per item, so that one edit wakes the readers of one item.
 */
export class Wall {
	readonly doc: Y.Doc;
	/** Marks this copy's own transactions, for undo. */
	readonly origin = Symbol('wall');
	readonly notes: Y.Map<Fields>;
	readonly clusters: Y.Map<Fields>;
	readonly #itemListeners = new Map<string, Set<Listener>>();
	readonly #structureListeners = new Set<Listener>();

	constructor(doc: Y.Doc = new Y.Doc()) {
		this.doc = doc;
		this.notes = doc.getMap('notes');
		this.clusters = doc.getMap('clusters');
		this.notes.observeDeep((events) => this.#changed(events, this.notes));
		this.clusters.observeDeep((events) => this.#changed(events, this.clusters));
	}

	/** A wall from its encoded state. */
	static from(state: Uint8Array): Wall {
		const wall = new Wall();
		Y.applyUpdate(wall.doc, state);
		return wall;
	}
	encode(): Uint8Array {
		return Y.encodeStateAsUpdate(this.doc);
	}

	/** Ids of all notes, archived ones included. */
	noteIds(): string[] {
		return [...this.notes.keys()];
	}
	clusterIds(): string[] {
		return [...this.clusters.keys()];
	}
	note(id: string): Note | null {
		const fields = this.notes.get(id);
		if (!(fields instanceof Y.Map)) return null;
		return {
			id,
			text: text(fields, 'text'),
			kind: text(fields, 'kind') === 'customer' ? 'customer' : 'problem',
			fn: text(fields, 'fn'),
			by: text(fields, 'by'),
			x: number(fields, 'x'),
			y: number(fields, 'y'),
			cluster: text(fields, 'cluster'),
			order: text(fields, 'order'),
			archived: fields.get('archived') === true
		};
	}
	cluster(id: string): Cluster | null {
		const fields = this.clusters.get(id);
		if (!(fields instanceof Y.Map)) return null;
		return {
			id,
			title: text(fields, 'title'),
			x: number(fields, 'x'),
			y: number(fields, 'y'),
			archived: fields.get('archived') === true,
			mergedInto: text(fields, 'mergedInto')
		};
	}

	/**
	 * The cluster in which a note is seen, '' while loose. Follows merges, so that a note dropped into
	 * a cluster while somebody merged it away arrives in the cluster that took it over.
	 */
	homeOf(note: Note): string {
		let id = note.cluster;
		const seen = new Set<string>();
		while (id !== '' && !seen.has(id)) {
			const cluster = this.cluster(id);
			if (!cluster) return '';
			if (!cluster.archived) return id;
			seen.add(id);
			id = cluster.mergedInto;
		}
		return '';
	}
	/** Live notes by the cluster in which they are seen ('' holds the loose ones), in their order. */
	grouped(): Map<string, Note[]> {
		const groups = new Map<string, Note[]>([['', []]]);
		for (const id of this.clusterIds()) if (!this.cluster(id)?.archived) groups.set(id, []);
		for (const id of this.noteIds()) {
			const note = this.note(id);
			if (note && !note.archived) groups.get(this.homeOf(note))?.push(note);
		}
		for (const notes of groups.values()) notes.sort(byOrder);
		return groups;
	}

	/** Calls back after the note or cluster with this id changed. Returns the way to stop. */
	onItem(id: string, listener: Listener): Listener {
		const listeners = this.#itemListeners.get(id) ?? new Set();
		this.#itemListeners.set(id, listeners.add(listener));
		return () => {
			listeners.delete(listener);
			if (listeners.size === 0) this.#itemListeners.delete(id);
		};
	}
	/** Calls back after notes or clusters came, went, or changed their cluster, order or archive. */
	onStructure(listener: Listener): Listener {
		this.#structureListeners.add(listener);
		return () => this.#structureListeners.delete(listener);
	}

	#changed(events: Y.YEvent<Y.AbstractType<unknown>>[], root: Y.Map<Fields>) {
		let structural = false;
		const ids = new Set<string>();
		for (const event of events) {
			if (event.target === (root as Y.AbstractType<unknown>)) {
				structural = true;
				for (const key of event.keys.keys()) ids.add(key);
			} else {
				ids.add(String(event.path[0]));
				for (const key of event.keys.keys()) structural ||= STRUCTURAL.has(key);
			}
		}
		for (const id of ids) for (const listener of [...(this.#itemListeners.get(id) ?? [])]) listener();
		if (structural) for (const listener of [...this.#structureListeners]) listener();
	}
}

/** Order inside a cluster: fractional index, ties broken by id. */
export function byOrder(a: Note, b: Note): number {
	if (a.order !== b.order) return a.order < b.order ? -1 : 1;
	return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

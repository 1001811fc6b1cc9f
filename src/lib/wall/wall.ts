/** The wall, the shared document of a board, with typed reads and one change listener. */
import * as Y from 'yjs';
import { rootsOf, RULES, type Rule } from '../workshop/rules.ts';
import { representatives } from '../workshop/items/merges.ts';
import type { Cluster, Note } from '../workshop/types.ts';

type Fields = Y.Map<string | number | boolean>;

/** The effects of one transaction that readers need to know. */
export interface WallChange {
	/** Notes and clusters that were added, removed or changed. */
	readonly ids: ReadonlySet<string>;
	/** Whether notes or clusters were added or removed, or changed their cluster, order or archived state. */
	readonly structural: boolean;
	/** Whether this copy's own mutations made the change, undo included. */
	readonly own: boolean;
	/** Ids of new notes on the wall, except those in the parking lot. */
	readonly posted: readonly string[];
	/** Ids of notes whose stored cluster changed. */
	readonly moved: readonly string[];
	/** Ids of clusters whose title changed. */
	readonly named: readonly string[];
	/** Other shared items that were added or changed, as root and id, such as `outcomes/o1`. */
	readonly items: ReadonlySet<string>;
}
/** Roots that hold parts of the items of another root. */
const PART_OF = new Map([
	['ratings', 'options'],
	['evidence', 'options']
]);
/** An update that changes nothing. */
const NOTHING = Uint8Array.of(0, 0);
type Listener = (change: WallChange) => void;

/** Fields that decide an item's cluster, its order and whether it is shown. */
const STRUCTURAL = new Set(['cluster', 'order', 'archived', 'mergedInto', 'parked']);

const WORDS: ReadonlySet<Rule['holds']> = new Set([
	'title',
	'line',
	'unit',
	'reason',
	'personName'
]);
/** Fields of words that only one person can write at a time. */
const WORDED = new Set(
	RULES.filter(({ place, holds }) => place === 'wall' && WORDS.has(holds)).map(
		({ path }) => path.split('/')[2] ?? ''
	)
);
/**
 * Pages keep deleted words in memory: if somebody else overwrites words and the server then rejects both changes, the
 * first writer still needs theirs.
 */
const holdsNoWords = (item: Y.Item) =>
	!WORDED.has(item.parentSub ?? '') && !(item.content instanceof Y.ContentType);

const text = (fields: Fields, key: string): string => {
	const value = fields.get(key);
	return typeof value === 'string' ? value : '';
};
const number = (fields: Fields, key: string): number => {
	const value = fields.get(key);
	return typeof value === 'number' && Number.isFinite(value) ? value : 0;
};

/** Typed view of a wall document. Reads never throw, whatever the document holds: a missing field reads as empty. */
export class Wall {
	readonly doc: Y.Doc;
	/** Marks this copy's own transactions, for undo. */
	readonly origin = Symbol('wall');
	readonly notes: Y.Map<Fields>;
	readonly clusters: Y.Map<Fields>;
	#standing: ((id: string) => string) | null = null;

	constructor(doc: Y.Doc = new Y.Doc({ gcFilter: holdsNoWords })) {
		this.doc = doc;
		this.notes = doc.getMap('notes');
		this.clusters = doc.getMap('clusters');
		// Defines all roots as maps now, so that comparing two copies compares all of them.
		for (const root of rootsOf('wall')) doc.getMap(root);
		// This has to run before any observer reads the change.
		doc.on('beforeObserverCalls', (transaction: Y.Transaction) => this.#forgetMerges(transaction));
	}

	/**
	 * Makes a wall from its encoded state, or from several updates; without any, the wall is empty and can be filled
	 * later.
	 */
	static from(...updates: readonly (Uint8Array | null)[]): Wall {
		const wall = new Wall();
		for (const update of updates) if (update) Y.applyUpdate(wall.doc, update);
		return wall;
	}
	/** Number of notes, clusters, answers, outcomes and other items, archived ones included. */
	get size(): number {
		return rootsOf('wall').reduce((sum, root) => sum + this.doc.getMap(root).size, 0);
	}
	encode(): Uint8Array {
		return Y.encodeStateAsUpdate(this.doc);
	}

	/** Makes a change as one transaction and returns it as an update for other copies. */
	updateOf(change: () => void): Uint8Array {
		let made: Uint8Array = NOTHING;
		this.doc.once('update', (update: Uint8Array) => (made = update));
		this.doc.transact(change, this.origin);
		return made;
	}
	/** Applies an update from another copy of ours. */
	take(update: Uint8Array) {
		Y.applyUpdate(this.doc, update, this.origin);
	}

	/** Ids of all notes, archived ones included. */
	noteIds(): string[] {
		return [...this.notes.keys()];
	}
	/** Ids of all clusters, archived ones included. */
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
			parked: fields.get('parked') === true,
			rewrittenAs: text(fields, 'rewrittenAs'),
			requirement: text(fields, 'requirement'),
			setAside: text(fields, 'setAside'),
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
			archived: this.#standsFor(id) !== id,
			mergedInto: text(fields, 'mergedInto')
		};
	}

	/**
	 * The cluster in which a note is shown, '' while loose. Follows merges: if somebody merged a cluster away while a
	 * note was dropped into it, the note is shown in the cluster that took it over.
	 */
	homeOf(note: Pick<Note, 'cluster'>): string {
		return this.#standsFor(note.cluster);
	}
	/** Live notes that are shown in a cluster, in their order. */
	notesIn(cluster: string): Note[] {
		const standsFor = this.#standsFor;
		return this.noteIds()
			.map((id) => this.note(id))
			.filter((note) => note !== null)
			.filter(({ archived, parked }) => !archived && !parked)
			.filter((note) => standsFor(note.cluster) === cluster)
			.sort(byOrder);
	}
	/** Notes in the parking lot. */
	parked(): Note[] {
		return this.noteIds()
			.map((id) => this.note(id))
			.filter((note) => note !== null)
			.filter(({ archived, parked }) => parked && !archived)
			.sort((a, b) => (a.id < b.id ? -1 : 1));
	}
	/** Live notes by the cluster in which they are shown ('' holds the loose ones), in their order. */
	grouped(): Map<string, Note[]> {
		const standsFor = this.#standsFor;
		const groups = new Map<string, Note[]>([['', []]]);
		for (const id of this.clusterIds().sort()) if (standsFor(id) === id) groups.set(id, []);
		for (const id of this.noteIds()) {
			const note = this.note(id);
			if (note && !note.archived && !note.parked) groups.get(standsFor(note.cluster))?.push(note);
		}
		for (const notes of groups.values()) notes.sort(byOrder);
		return groups;
	}

	/**
	 * Calls back after each transaction that changed anything that this class reads. Returns a function that stops
	 * this.
	 */
	onChange(listener: Listener): () => void {
		const changed = (transaction: Y.Transaction) => {
			const change = this.#describe(transaction);
			if (change.ids.size > 0 || change.items.size > 0) listener(change);
		};
		this.doc.on('afterTransaction', changed);
		return () => this.doc.off('afterTransaction', changed);
	}

	/** See `representatives`. Cached until a cluster changes; inside a transaction, cached only within one pass. */
	get #standsFor(): (id: string) => string {
		if (this.doc._transaction !== null) return this.#representatives();
		return (this.#standing ??= this.#representatives());
	}
	#representatives() {
		return representatives((id) => {
			const fields = this.clusters.get(id);
			if (!(fields instanceof Y.Map)) return undefined;
			return { archived: fields.get('archived') === true, mergedInto: text(fields, 'mergedInto') };
		});
	}
	#forgetMerges({ changed }: Y.Transaction) {
		for (const type of changed.keys())
			if (Object.is(type, this.clusters) || Object.is(type.parent, this.clusters))
				this.#standing = null;
	}

	#lies(note: string): boolean {
		const fields = this.notes.get(note);
		return fields instanceof Y.Map && fields.get('parked') !== true;
	}
	#describe(transaction: Y.Transaction): WallChange {
		const ids = new Set<string>();
		const posted: string[] = [];
		const moved: string[] = [];
		const named: string[] = [];
		const items = new Set<string>();
		let structural = false;
		for (const [type, keys] of transaction.changed) {
			const isRoot = Object.is(type, this.notes) || Object.is(type, this.clusters);
			if (isRoot) {
				structural = true;
				for (const key of keys) if (key !== null) ids.add(key);
				if (Object.is(type, this.notes))
					for (const key of keys) if (key !== null && this.#lies(key)) posted.push(key);
				continue;
			}
			const isNote = Object.is(type.parent, this.notes);
			if (!isNote && !Object.is(type.parent, this.clusters)) {
				for (const item of this.#itemsOf(type, keys)) items.add(item);
				continue;
			}
			const id = type._item?.parentSub;
			if (typeof id !== 'string') continue;
			ids.add(id);
			for (const key of keys) structural ||= key !== null && STRUCTURAL.has(key);
			if (isNote && keys.has('cluster')) moved.push(id);
			if (!isNote && keys.has('title')) named.push(id);
		}
		const own = transaction.origin === this.origin || transaction.local;
		return { ids, structural, own, posted, moved, named, items };
	}
	/** The items that a changed type belongs to: the type itself is an item, or a text or map inside one. */
	#itemsOf(type: object, keys: ReadonlySet<string | null>): string[] {
		let at = type as Y.AbstractType<unknown> | null;
		let id: string | null = null;
		while (at?._item) {
			id = at._item.parentSub;
			at = at.parent as Y.AbstractType<unknown> | null;
		}
		const root = [...this.doc.share].find(([, one]) => Object.is(one, at))?.[0] ?? '';
		const ids = id === null ? [...keys].filter((key) => key !== null) : [id];
		return ids.map((one) => `${PART_OF.get(root) ?? root}/${one}`);
	}
}

/** Order inside a cluster: fractional index, ties broken by id. */
export function byOrder(a: Note, b: Note): number {
	if (a.order !== b.order) return a.order < b.order ? -1 : 1;
	return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

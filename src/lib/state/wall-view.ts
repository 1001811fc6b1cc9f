import type { Frame } from '$lib/workshop/questions.ts';
import type { ItemRoot, Items } from '$lib/workshop/items/shapes.ts';
import { createUndo } from '$lib/wall/mutations.ts';
import type { Wall, WallChange } from '$lib/wall/wall.ts';
import { liveItems, readFrame, readItem } from '$lib/wall/items.ts';
import type { Cluster, Note } from '$lib/workshop/types.ts';
import { Readers } from './readers.ts';

/** Key of the readers of positions and order. No id contains a space. */
const STRUCTURE = ' structure';
const UNDO = ' undo';
const PARKED = ' parked';
const NONE: string[] = [];

interface Index {
	groups: Map<string, string[]>;
	homes: Map<string, string>;
	clusterIds: string[];
	noteCount: number;
	notesByFn: Record<string, number>;
}

/** Cached, reactive reads of one wall document. `WallState` has one, and makes a new one for a fresh document. */
export class WallView {
	readonly wall: Wall;
	readonly #undo;
	readonly #readers = new Readers();
	readonly #notes = new Map<string, Note | null>();
	readonly #clusters = new Map<string, Cluster | null>();
	#parked: Note[] | null = null;
	#frame: Frame | null = null;
	readonly #items = new Map<string, Items[ItemRoot] | null>();
	readonly #lists = new Map<string, Items[ItemRoot][]>();
	#index: Index | null = null;
	#last: Index | null = null;

	constructor(wall: Wall) {
		this.wall = wall;
		this.#undo = createUndo(wall);
		wall.onChange((change) => this.#changed(change));
		const undoChanged = () => this.#readers.wake(UNDO);
		this.#undo.on('stack-item-added', undoChanged);
		this.#undo.on('stack-item-popped', undoChanged);
	}

	note(id: string): Note | null {
		this.#readers.track(id);
		let note = this.#notes.get(id);
		if (note === undefined) this.#notes.set(id, (note = this.wall.note(id)));
		return note;
	}
	cluster(id: string): Cluster | null {
		this.#readers.track(id);
		let cluster = this.#clusters.get(id);
		if (cluster === undefined) this.#clusters.set(id, (cluster = this.wall.cluster(id)));
		return cluster;
	}
	get clusterIds(): string[] {
		return this.#structure().clusterIds;
	}
	get noteCount(): number {
		return this.#structure().noteCount;
	}
	get notesByFn(): Readonly<Record<string, number>> {
		return this.#structure().notesByFn;
	}
	/** Notes in the parking lot. */
	get parked(): Note[] {
		this.#readers.track(PARKED);
		return (this.#parked ??= this.wall.parked());
	}
	/** A shared item, or null. */
	item<R extends ItemRoot>(root: R, id: string): Items[R] | null {
		const key = `${root}/${id}`;
		this.#readers.track(key);
		if (!this.#items.has(key)) this.#items.set(key, readItem(this.wall, root, id));
		return (this.#items.get(key) ?? null) as Items[R] | null;
	}
	/** The items of a root that are not archived, in their order. */
	items<R extends ItemRoot>(root: R): Items[R][] {
		this.#readers.track(root);
		let items = this.#lists.get(root);
		if (!items) this.#lists.set(root, (items = liveItems(this.wall, root)));
		return items as Items[R][];
	}
	get frame(): Frame {
		this.#readers.track('frame');
		return (this.#frame ??= readFrame(this.wall));
	}
	notesIn(cluster: string): string[] {
		return this.#structure().groups.get(cluster) ?? NONE;
	}
	homeOf(note: string): string {
		return this.#structure().homes.get(note) ?? '';
	}

	get canUndo(): boolean {
		this.#readers.track(UNDO);
		return this.#undo.canUndo();
	}
	get canRedo(): boolean {
		this.#readers.track(UNDO);
		return this.#undo.canRedo();
	}
	undo() {
		this.#undo.undo();
	}
	redo() {
		this.#undo.redo();
	}

	#structure(): Index {
		this.#readers.track(STRUCTURE);
		return (this.#index ??= this.#last = indexOf(this.wall, this.#last));
	}

	#changed({ ids, items, structural }: WallChange) {
		this.#itemsChanged(items);
		if (structural) {
			this.#index = null;
			// Whether a cluster is shown can depend on another one that it was merged into.
			for (const id of this.#clusters.keys()) if (!ids.has(id)) this.#refreshCluster(id);
		}
		for (const id of ids) {
			this.#notes.delete(id);
			this.#clusters.delete(id);
			this.#readers.wake(id);
		}
		if (this.#parkedChanged(ids)) {
			this.#parked = null;
			this.#readers.wake(PARKED);
		}
		if (structural) this.#readers.wake(STRUCTURE);
	}
	#itemsChanged(items: ReadonlySet<string>) {
		const roots = new Set<string>();
		for (const key of items) {
			this.#items.delete(key);
			this.#readers.wake(key);
			roots.add(key.slice(0, key.indexOf('/')));
		}
		for (const root of roots) {
			this.#lists.delete(root);
			if (root === 'frame') this.#frame = null;
			this.#readers.wake(root);
		}
	}
	/** Whether any changed note is in the parking lot, or was. */
	#parkedChanged(ids: ReadonlySet<string>): boolean {
		if (this.#parked === null) return false;
		for (const { id } of this.#parked) if (ids.has(id)) return true;
		for (const id of ids) if (this.wall.note(id)?.parked) return true;
		return false;
	}
	#refreshCluster(id: string) {
		const now = this.wall.cluster(id);
		if (now?.archived === this.#clusters.get(id)?.archived) return;
		this.#clusters.set(id, now);
		this.#readers.wake(id);
	}
}

/** The index of positions and order. Unchanged lists keep their identity, so that their readers do not run again. */
function indexOf(wall: Wall, last: Index | null): Index {
	const groups = new Map<string, string[]>();
	const homes = new Map<string, string>();
	const notesByFn: Record<string, number> = {};
	for (const [cluster, notes] of wall.grouped()) {
		for (const { id, fn } of notes) {
			homes.set(id, cluster);
			notesByFn[fn] = (notesByFn[fn] ?? 0) + 1;
		}
		groups.set(
			cluster,
			keep(
				last?.groups.get(cluster),
				notes.map(({ id }) => id)
			)
		);
	}
	const clusterIds = [...groups.keys()].filter((id) => id !== '');
	return {
		groups,
		homes,
		clusterIds: keep(last?.clusterIds, clusterIds),
		noteCount: homes.size,
		notesByFn
	};
}
function keep(before: string[] | undefined, now: string[]): string[] {
	const same = before?.length === now.length && before.every((id, index) => id === now[index]);
	return same ? before : now;
}

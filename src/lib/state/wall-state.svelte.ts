import type { Frame } from '$lib/workshop/questions.ts';
import type { Messages } from '$lib/i18n/messages.ts';
import * as mutations from '$lib/wall/mutations.ts';
import type { Wall } from '$lib/wall/wall.ts';
import type { Cluster, Note } from '$lib/workshop/types.ts';
import { Announcer } from './announcer.svelte.ts';
import { newOrderedId } from './ids.ts';
import { WallView } from './wall-view.ts';

type Places = Readonly<Record<string, { x: number; y: number }>>;

export interface WallRules {
	/** Whether this person may move notes now. If not, changes have no effect. */
	mayMove(): boolean;
	/** Whether this person may sort the parking lot now. */
	mayWeigh(): boolean;
	/** Whether this person wrote the note. */
	isMine(note: string): boolean;
}

/** The wall as components read and change it. */
export class WallState {
	#view: WallView;
	readonly #rules: WallRules;
	readonly #announcer: Announcer;

	constructor(wall: Wall, rules: WallRules, messages: Messages) {
		this.#view = $state.raw(new WallView(wall));
		this.#rules = rules;
		this.#announcer = new Announcer(rules.isMine, messages);
	}

	/** Ids of the clusters on the wall, oldest first. */
	get clusterIds(): string[] {
		return this.#view.clusterIds;
	}
	/** Ids of the notes outside of clusters. */
	get looseIds(): string[] {
		return this.#view.notesIn('');
	}
	/** Notes that are not archived. */
	get noteCount(): number {
		return this.#view.noteCount;
	}
	/** Notes that are not archived, by function id. */
	get notesByFn(): Readonly<Record<string, number>> {
		return this.#view.notesByFn;
	}
	/**
	 * Ids of a cluster's notes in their order; '' returns the loose ones. The array stays the same object until it
	 * changes.
	 */
	notesIn(cluster: string): string[] {
		return this.#view.notesIn(cluster);
	}
	note(id: string): Note | null {
		return this.#view.note(id);
	}
	cluster(id: string): Cluster | null {
		return this.#view.cluster(id);
	}
	/** The cluster in which a note is shown, '' while loose. */
	homeOf(noteId: string): string {
		return this.#view.homeOf(noteId);
	}

	/** Notes in the parking lot. */
	get parked(): Note[] {
		return this.#view.parked;
	}
	/** The texts of the first page. */
	get frame(): Frame {
		return this.#view.frame;
	}
	/** The view of the current document, for shared items: see `ItemsState`. */
	get view(): WallView {
		return this.#view;
	}

	/** Moves a note to a position on the open wall, in wall units. */
	moveNote(id: string, x: number, y: number) {
		this.#change((wall) => mutations.moveNote(wall, id, x, y));
	}
	/** Puts a note into a cluster, before another note or at the end. */
	putInCluster(id: string, cluster: string, before: string | null = null) {
		this.#change((wall) => mutations.putInCluster(wall, id, cluster, before));
	}
	/** Returns the id of the new cluster. */
	makeCluster(noteIds: string[], x: number, y: number, title = ''): string {
		const id = newOrderedId(Date.now());
		this.#change((wall) => mutations.makeCluster(wall, id, [...noteIds], x, y, title));
		return id;
	}
	renameCluster(id: string, title: string) {
		this.#change((wall) => mutations.renameCluster(wall, id, title));
	}
	moveCluster(id: string, x: number, y: number) {
		this.#change((wall) => mutations.moveCluster(wall, id, x, y));
	}
	mergeClusters(from: string, into: string) {
		this.#change((wall) => mutations.mergeClusters(wall, from, into));
	}
	/** Dissolves a cluster; its notes lie loose at the given positions. */
	splitCluster(id: string, places: Places) {
		this.#change((wall) => mutations.splitCluster(wall, id, places));
	}
	/** Moves many loose notes and clusters at once. */
	arrange(notes: Places, clusters: Places) {
		this.#change((wall) => mutations.arrange(wall, notes, clusters));
	}

	/** Puts a note into the parking lot, or returns it to its former place. */
	parkNote(id: string, parked: boolean) {
		this.#change((wall) => mutations.parkNote(wall, id, parked));
	}

	/** Links a parked idea to a requirement, or sets it aside with a reason; '' removes either. */
	sortIdea(id: string, to: { requirement: string } | { setAside: string }) {
		if (this.#rules.mayWeigh()) mutations.sortIdea(this.#view.wall, id, to);
	}

	/**
	 * Combines several changes into one, which is sent, undone and redone as a whole. Reads inside still see the
	 * earlier wall.
	 */
	together(changes: () => void) {
		this.#change((wall) => wall.doc.transact(changes, wall.origin));
	}

	/** Undoes this page's last change, and nobody else's. */
	undo() {
		this.#change(() => this.#view.undo());
	}
	redo() {
		this.#change(() => this.#view.redo());
	}
	get canUndo(): boolean {
		return this.#view.canUndo;
	}
	get canRedo(): boolean {
		return this.#view.canRedo;
	}

	/** Others' changes, for a live region: one text for several changes, '' if there are none. */
	get announcement(): string {
		return this.#announcer.text;
	}
	/** Starts to announce others' changes. Returns a function that stops this. */
	listen(): () => void {
		return $effect.root(() => {
			$effect(() => this.#view.wall.onChange((change) => this.#announcer.heard(change)));
			$effect(() => () => this.#announcer.stop());
		});
	}
	/** Switches to a fresh document. */
	replace(wall: Wall) {
		this.#view = new WallView(wall);
	}

	#change(change: (wall: Wall) => void) {
		if (this.#rules.mayMove()) change(this.#view.wall);
	}
}

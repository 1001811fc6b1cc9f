import { ParkingLot } from '$lib/components/page/wall/parking-lot.ts';
import type { BoardState } from '$lib/state/board.svelte.ts';
import {
	CLUSTER_HEADER,
	CLUSTER_PADDING,
	clusterSize,
	splitPlaces,
	type Point
} from '$lib/workshop/wall-layout/layout.ts';
import { cleanLine, isVisible } from '$lib/workshop/clean-text.ts';
import { LIMITS } from '$lib/workshop/limits.ts';
import type { Action } from '$lib/workshop/actions.ts';
import type { NoteKind } from '$lib/workshop/types.ts';
import type { DropTarget, Item } from './drop.ts';
import { boxesOn, clusterBox, freePlace, makeRoom, noteBox, pushAside } from './geometry.ts';
import type { Direction } from './neighbour.ts';
import type { Notices } from './notices.svelte.ts';
import type { Rearranged } from './viewport.svelte.ts';

/** Distance of one key press, in wall units. */
const NUDGE = 24;
const STEPS: Record<Direction, { x: number; y: number }> = {
	left: { x: -NUDGE, y: 0 },
	right: { x: NUDGE, y: 0 },
	up: { x: 0, y: -NUDGE },
	down: { x: 0, y: NUDGE }
};

/**
 * Every action on notes and clusters. Drag, key and menu all call these. Each action checks the permission, makes one
 * change, and reports the result.
 */
export class Actions {
	readonly #board: BoardState;
	readonly #notices: Notices;
	readonly #rearranged: (change: Rearranged) => void;
	readonly parking: ParkingLot;

	/** `rearranged` is told which items had to make room. */
	constructor(
		board: BoardState,
		notices: Notices,
		rearranged: (change: Rearranged) => void = () => undefined
	) {
		this.#board = board;
		this.#notices = notices;
		this.#rearranged = rearranged;
		this.parking = new ParkingLot(board);
	}

	/** Whether this person may edit or take back the note now. */
	mayChange(note: string): boolean {
		return this.#board.desk.isMine(note) && this.#board.may('write');
	}

	/** Puts a note into a cluster, before another of its notes or at the end. */
	putInCluster(note: string, cluster: string, before: string | null = null) {
		if (!this.#begin('move')) return;
		const { wall } = this.#board;
		const notes = wall.notesIn(cluster);
		const left = this.#emptied(note, cluster);
		const merged = this.#said.merged(this.#titleOf(left), this.#titleOf(cluster));
		wall.together(() => {
			if (left !== '') wall.mergeClusters(left, cluster);
			wall.putInCluster(note, cluster, before);
			if (!notes.includes(note))
				this.#clearRoom(cluster, wall.cluster(cluster), [...notes, note], left);
		});
		if (left !== '') this.#notices.show(merged, () => wall.undo());
		else this.#notices.whisper(this.#said.inCluster(this.#titleOf(cluster)));
	}
	/**
	 * The cluster that loses its last note when the note moves into another one, or ''. Moving all notes of a cluster
	 * into another one merges the two, so no empty cluster keeps a name.
	 */
	#emptied(note: string, into: string): string {
		const { wall } = this.#board;
		const home = wall.homeOf(note);
		return home !== into && this.#isAlone(note) ? home : '';
	}
	#isAlone(note: string): boolean {
		const { wall } = this.#board;
		const home = wall.homeOf(note);
		return home !== '' && wall.notesIn(home).length === 1;
	}
	moveNote(note: string, x: number, y: number) {
		if (!this.#begin('move')) return;
		this.#board.wall.moveNote(note, x, y);
		this.#notices.whisper(this.#said.onOpenWall);
	}
	moveCluster(cluster: string, x: number, y: number) {
		if (this.#begin('move')) this.#board.wall.moveCluster(cluster, x, y);
	}
	/** Takes a note out of its cluster and places it beside the cluster. */
	leaveCluster(note: string) {
		const { wall } = this.#board;
		const found = wall.note(note);
		const home = wall.homeOf(note);
		if (!found || home === '') return;
		const near = clusterBox(wall, home);
		const place = freePlace(noteBox(found), near, boxesOn(wall));
		this.moveNote(note, place.x, place.y);
	}
	/**
	 * Makes a cluster of a note, and of the loose note that it was dropped on, if any. Returns its id. A note that is
	 * alone in a cluster keeps that cluster.
	 */
	newCluster(note: string, onto: string | null = null): string | null {
		const { wall } = this.#board;
		if (!this.#begin('move')) return null;
		if (onto === null && this.#isAlone(note)) return wall.homeOf(note);
		const first = wall.note(onto ?? note);
		if (!first) return null;
		const home = wall.homeOf(first.id);
		const place =
			home === ''
				? { x: first.x - CLUSTER_PADDING, y: first.y - CLUSTER_PADDING - CLUSTER_HEADER }
				: freePlace(clusterSize([first.text]), clusterBox(wall, home), boxesOn(wall));
		const notes = onto === null ? [note] : [onto, note];
		const left = this.#emptied(note, '');
		let id: string | null = null;
		wall.together(() => {
			id = wall.makeCluster(notes.slice(0, 1), place.x, place.y);
			if (left !== '') wall.mergeClusters(left, id);
			for (const other of notes.slice(1)) wall.putInCluster(other, id);
			this.#clearRoom(id, place, notes, left, true);
		});
		this.#notices.whisper(this.#said.newCluster);
		return id;
	}
	merge(from: string, into: string) {
		if (!this.#begin('move')) return;
		const text = this.#said.merged(this.#titleOf(from), this.#titleOf(into));
		const { wall } = this.#board;
		const notes = [...wall.notesIn(into), ...wall.notesIn(from)];
		wall.together(() => {
			wall.mergeClusters(from, into);
			this.#clearRoom(into, wall.cluster(into), notes, from);
		});
		this.#notices.show(text, () => this.#board.wall.undo());
	}
	split(cluster: string) {
		if (!this.#begin('move')) return;
		const { wall } = this.#board;
		const ids = wall.notesIn(cluster);
		const text = this.#said.split(this.#titleOf(cluster), ids.length);
		const texts = ids.map((id) => ({ id, text: wall.note(id)?.text ?? '' }));
		wall.splitCluster(cluster, splitPlaces(wall.cluster(cluster) ?? { x: 0, y: 0 }, texts));
		this.#notices.show(text, () => wall.undo());
	}
	/** Returns whether the cluster has the name now. */
	rename(cluster: string, title: string): boolean {
		const text = isVisible(title) ? cleanLine(title).slice(0, LIMITS.clusterTitleChars) : '';
		if (text === this.#board.wall.cluster(cluster)?.title) return true;
		if (!this.#board.wall.clusterIds.includes(cluster) || !this.#begin('move')) return false;
		this.#board.wall.renameCluster(cluster, text);
		this.#notices.whisper(this.#said.named(text));
		return true;
	}
	/** Moves a cluster or a loose note a little; a note in a cluster swaps places with its neighbour. */
	nudge({ item, id }: Item, direction: Direction) {
		const { wall } = this.#board;
		const by = STEPS[direction];
		const home = item === 'note' ? wall.homeOf(id) : '';
		if (home !== '') return this.#reorder(id, home, direction);
		const found = item === 'note' ? wall.note(id) : wall.cluster(id);
		if (!found || !this.#begin('move')) return;
		if (item === 'note') wall.moveNote(id, found.x + by.x, found.y + by.y);
		else wall.moveCluster(id, found.x + by.x, found.y + by.y);
	}
	#reorder(note: string, cluster: string, direction: Direction) {
		const notes = this.#board.wall.notesIn(cluster);
		const index = notes.indexOf(note);
		const to = direction === 'left' || direction === 'up' ? index - 1 : index + 1;
		if (to < 0 || to >= notes.length || !this.#begin('move')) return;
		const before = notes.filter((id) => id !== note)[to] ?? null;
		this.#board.wall.putInCluster(note, cluster, before);
		this.#notices.whisper(this.#said.place(to + 1, notes.length));
	}

	/**
	 * Performs a drop on a target. `place` is the item's corner in wall units. Returns the id of the cluster that the
	 * drop made, or null.
	 */
	drop({ item, id }: Item, target: DropTarget, place: { x: number; y: number }): string | null {
		if (target.kind === 'note') return this.newCluster(id, target.id);
		if (target.kind === 'merge') this.merge(id, target.id);
		else if (target.kind === 'cluster') {
			const others = this.#board.wall.notesIn(target.id).filter((note) => note !== id);
			this.putInCluster(id, target.id, others[target.index] ?? null);
		} else if (item === 'note') this.moveNote(id, place.x, place.y);
		else this.moveCluster(id, place.x, place.y);
		return null;
	}

	/** Returns whether the desk accepts the change. */
	editNote(note: string, text: string, kind: NoteKind): boolean {
		if (!this.#begin('write')) return false;
		const { desk, step } = this.#board;
		// A draft keeps its own step; a change to a posted note belongs to this step.
		if (!this.#board.noteWaits(note)) desk.postIn(note, step.id);
		desk.edit(note, text, kind);
		this.#notices.whisper(this.#said.changed);
		return true;
	}
	/** Makes a note that was written in another step postable in this one. */
	postHere(note: string) {
		if (!this.#begin('write')) return;
		this.#board.desk.postIn(note, this.#board.step.id);
		this.#notices.whisper(this.#said.postedHere);
	}
	takeBack(note: string) {
		const { desk } = this.#board;
		if (!desk.isMine(note)) return this.#notices.show(this.#said.notYoursToTakeBack);
		const waits = this.#board.noteWaits(note);
		if (!waits && !this.#begin('write')) return;
		desk.takeBack(note);
		this.#notices.show(this.#said.tookBack, () => desk.bringBack(note));
	}

	/** Takes back several of one's own notes that were posted together. */
	takeAllBack(notes: readonly string[]) {
		const { desk } = this.#board;
		const own = notes.filter((note) => desk.holds(note));
		const posted = own.some((note) => !this.#board.noteWaits(note));
		if (posted && !this.#begin('write')) return;
		desk.takeAllBack(own);
		this.#notices.show(this.#said.tookAllBack(own.length), () => desk.bringAllBack(own));
	}

	/** Brings taken-back notes into the group's current step. Returns whether the desk has room for them. */
	putBack(notes: readonly string[]): boolean {
		const { desk, step } = this.#board;
		const full = desk.whyFull('notes', notes.length);
		if (full !== null) this.#notices.show(full(this.#board.messages));
		if (full !== null || !this.#begin('write')) return false;
		for (const note of notes) desk.postIn(note, step.id);
		desk.bringAllBack(notes);
		this.#notices.whisper(this.#said.putBack(notes.length));
		return true;
	}

	/** Moves a note to the parking lot. */
	park(note: string) {
		const why = this.parking.whyNot(note);
		if (why !== null) return this.#notices.show(why);
		const undo = this.parking.set(note, true);
		if (undo) this.#notices.show(this.#said.parked, undo);
	}

	/** Gives a cluster one more dot, or takes one away. */
	spend(cluster: string, delta: 1 | -1) {
		const { desk, round } = this.#board;
		if (!round || !this.#begin('vote')) return;
		if (this.#board.wall.notesIn(cluster).length === 0)
			return this.#notices.show(this.#said.noNotes);
		const mine = desk.ballot(round.id)[cluster] ?? 0;
		if (desk.spend(round, cluster, delta))
			return this.#notices.whisper(
				this.#said.spent(mine + delta, this.#titleOf(cluster), desk.left(round))
			);
		if (delta < 0) return this.#notices.whisper(this.#said.gaveNone(this.#titleOf(cluster)));
		this.#notices.show(
			desk.left(round) === 0 ? this.#said.allSpent : this.#said.mostDots(round.maxPerCluster)
		);
	}

	undo() {
		if (!this.#begin('move')) return;
		if (!this.#board.wall.canUndo) return this.#notices.show(this.#said.nothingToUndo);
		this.#board.wall.undo();
		this.#notices.whisper(this.#said.moveUndone);
	}
	redo() {
		if (!this.#begin('move') || !this.#board.wall.canRedo) return;
		this.#board.wall.redo();
		this.#notices.whisper(this.#said.moveRedone);
	}

	/**
	 * Makes room for a cluster that will hold these notes: other clusters move aside, and loose notes move out from under
	 * all of them. `gone` is a cluster that is about to disappear. `isNew` means that nobody has seen the cluster yet.
	 */
	#clearRoom(
		cluster: string,
		corner: Point | null,
		notes: readonly string[],
		gone = '',
		isNew = false
	) {
		if (!corner) return;
		const { wall } = this.#board;
		const found = (ids: readonly string[]) =>
			ids.map((id) => wall.note(id)).filter((note) => note !== null);
		const size = clusterSize(found(notes).map(({ text }) => text));
		const box = { x: corner.x, y: corner.y, ...size };
		const others = wall.clusterIds
			.filter((id) => id !== cluster && id !== gone)
			.map((id) => ({ id, ...clusterBox(wall, id) }));
		const pushed = pushAside(box, others);
		const clusters = [box, ...others.map((other) => ({ ...other, ...pushed[other.id] }))];
		const loose = found(wall.looseIds.filter((id) => !notes.includes(id))).map((note) => ({
			id: note.id,
			...noteBox(note)
		}));
		const lifted = makeRoom(clusters, loose, loose);
		const places = { ...pushed, ...lifted };
		if (Object.keys(places).length > 0) wall.arrange(lifted, pushed);
		this.#rearranged({ made: isNew ? box : null, before: [...others, ...loose], places });
	}
	get #said() {
		return this.#board.messages.wall.said;
	}
	#titleOf(cluster: string): string {
		return this.#board.wall.cluster(cluster)?.title ?? '';
	}
	/** Says why if the action is not allowed now. The next change ends an offer to undo. */
	#begin(action: Action): boolean {
		const why = this.#board.whyNot(action);
		if (why !== null) this.#notices.show(why);
		else if (this.#notices.shown?.undo) this.#notices.dismiss();
		return why === null;
	}
}

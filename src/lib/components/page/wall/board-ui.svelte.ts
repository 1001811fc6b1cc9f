import { createContext } from 'svelte';
import { MediaQuery } from 'svelte/reactivity';
import type { BoardState } from '$lib/state/board.svelte.ts';
import { FocusHome } from '$lib/components/ui/focus-home.ts';
import { folded } from '$lib/workshop/clean-text.ts';
import { postsAtOnce } from '$lib/workshop/permissions.ts';
import { Actions } from './actions.ts';
import { Drag } from './drag.svelte.ts';
import type { Item } from './drop.ts';
import { Gestures } from './gestures.ts';
import { Notices } from './notices.svelte.ts';
import { Roving } from './roving.ts';
import { TypedAhead } from './typed-ahead.ts';
import { Viewport } from './viewport.svelte.ts';

/** Auto: CSS decides at the first paint, with a list below 720 px and the wall from there up. */
export type Look = 'auto' | 'wall' | 'list';

interface Rewriter {
	rewriteNote(note: string, text: string): void;
}

/** The state of this page's view of the board, and the parts that work on it. */
export class BoardUi {
	readonly board: BoardState;
	readonly notices = new Notices();
	readonly roving = new Roving();
	readonly focusHome: FocusHome;
	readonly viewport: Viewport;
	readonly actions: Actions;
	readonly drag: Drag;
	readonly gestures: Gestures;
	look = $state<Look>('auto');
	/** During silent writing: whether a person chose the desk or the wall, and in which step. */
	#choice = $state.raw<{ step: string; wall: boolean } | null>(null);
	editing = $state.raw<Item | null>(null);
	menu = $state.raw<{ item: Item; anchor: HTMLElement } | null>(null);
	/** Moves the focus after the menu has closed; null returns it to the menu's item. */
	afterMenu: (() => void) | null = null;
	moving = $state.raw<Item | null>(null);
	panel = $state<'none' | 'search' | 'keys'>('none');
	query = $state('');
	/** Keys typed for the move dialog before it has opened. */
	readonly typedAhead = new TypedAhead();
	readonly #wide = new MediaQuery('min-width: 720px', true);
	#composer: { field: HTMLTextAreaElement; draft: Rewriter } | null = null;

	/** Ids of the notes that match the search, or null when there is no search. */
	readonly matches = $derived.by(() => {
		const words = folded(this.query);
		if (words === '') return null;
		const { wall } = this.board;
		const ids = ['', ...wall.clusterIds].flatMap((cluster) => wall.notesIn(cluster));
		return new Set(ids.filter((id) => folded(wall.note(id)?.text ?? '').includes(words)));
	});

	constructor(board: BoardState, focusHome = new FocusHome()) {
		this.board = board;
		this.focusHome = focusHome;
		this.viewport = new Viewport(board.id);
		this.actions = new Actions(board, this.notices, (change) => {
			if (this.onWall) this.viewport.keepInSight(change);
		});
		this.drag = new Drag(board, this);
		this.gestures = new Gestures(board, this.viewport, this.drag);
	}

	/** Silent writing: people see their own notes, and only the number of others' notes. */
	get silent(): boolean {
		const { viewed } = this.board;
		return viewed.kind === 'post' && !postsAtOnce(viewed);
	}
	get showsDesk(): boolean {
		return this.silent && !this.peeking;
	}
	/**
	 * Whether a person in silent writing sees the wall instead of the desk: by choice, or because the notes of this step
	 * were revealed before.
	 */
	get peeking(): boolean {
		const { viewed, wall } = this.board;
		if (this.#choice?.step === viewed.id) return this.#choice.wall;
		return viewed.revealedOnce === true && wall.noteCount > 0;
	}
	set peeking(wall: boolean) {
		this.#choice = { step: this.board.viewed.id, wall };
	}
	/** Whether notes are shown on the wall rather than in the list. */
	get onWall(): boolean {
		return this.look === 'auto' ? this.#wide.current : this.look === 'wall';
	}
	get voting(): boolean {
		return this.board.round !== null && this.board.viewed.id === this.board.round.stepId;
	}

	/** Opens the name of a cluster or the text of one's own note for editing, or says why not. */
	edit(item: Item) {
		const why = this.#whyNotEdit(item);
		if (why !== null) this.notices.show(why);
		else this.editing = item;
	}
	/** Whether an item is open for editing. Its editor is hidden while the step does not allow the change. */
	isEditing({ item, id }: Item): boolean {
		const { editing } = this;
		return editing?.item === item && editing.id === id && this.#whyNotEdit(editing) === null;
	}
	/** Whether a field on the wall is open for editing: others may have removed the edited item. */
	get isChanging(): boolean {
		const { editing } = this;
		if (editing === null || !this.isEditing(editing)) return false;
		const { wall } = this.board;
		return editing.item === 'note'
			? wall.note(editing.id) !== null
			: wall.clusterIds.includes(editing.id);
	}
	#whyNotEdit({ item, id }: Item): string | null {
		if (item === 'cluster') return this.board.whyNot('move');
		if (!this.board.desk.isMine(id)) return this.board.messages.wall.said.notYoursToChange;
		return this.board.whyNot('write');
	}
	/** Ends the editing and returns the focus. */
	endEdit(item: Item) {
		this.editing = null;
		void this.roving.focus(item);
	}
	/** Makes a new cluster of a note and opens its name for editing. */
	newCluster(note: string) {
		const id = this.actions.newCluster(note);
		if (id) this.editing = { item: 'cluster', id };
	}
	openMenu(item: Item, anchor: HTMLElement) {
		this.menu = { item, anchor };
	}
	/** Asks where to move an item, or says why it cannot move. */
	askMove(item: Item) {
		const why = this.board.whyNot('move');
		if (why !== null) this.notices.show(why);
		else {
			this.typedAhead.forget();
			this.moving = item;
		}
	}
	closeSearch() {
		this.query = '';
		this.panel = 'none';
	}

	/** Registers the composer's field, so that `N` finds it. */
	mountComposer(field: HTMLTextAreaElement, draft: Rewriter): () => void {
		this.#composer = { field, draft };
		return () => (this.#composer = null);
	}
	write() {
		const why = this.board.whyNot('write');
		if (why !== null) this.notices.show(why);
		this.#composer?.field.focus();
	}
	/** Opens one's own note in the composer for rewriting. */
	rewrite(note: string) {
		const text = this.board.wall.note(note)?.text;
		if (text !== undefined) this.#composer?.draft.rewriteNote(note, text);
		if (this.menu === null) this.write();
		else this.afterMenu = () => this.write();
	}
}

export const [getBoardUi, setBoardUi] = createContext<BoardUi>();

import { SvelteSet } from 'svelte/reactivity';
import { onDevice } from '$lib/live/persisted.ts';
import type { Note, Stage } from '$lib/workshop/types.ts';
import type {
	WordingCheck,
	WordingOptions,
	WordingQuestion
} from '$lib/workshop/wording/wording.ts';

export interface WordingRules {
	readonly id: string;
	readonly stage: Pick<Stage, 'checksWording' | 'products'>;
}
type Make = (options: WordingOptions) => WordingCheck;

/** Name under which this device stores the notes that were accepted as problems, so that nobody is asked twice. */
const nameOf = (board: string) => `problems ${board}`;

/**
 * The board's wording check, for components. Its word lists load when they are first needed; until then, and if they
 * fail to load, no question is asked.
 */
export class WordingState {
	readonly #board: WordingRules;
	#make = $state.raw<Make | null>(null);
	#coming: Promise<void> | null = null;
	readonly #fine = new SvelteSet<string>();
	readonly #on = $derived.by(() => this.#board.stage.checksWording);
	readonly #products = $derived.by(() => this.#board.stage.products);
	readonly #check = $derived.by(() =>
		this.#make && this.#on ? remembered(this.#make({ products: this.#products })) : null
	);

	constructor(board: WordingRules) {
		this.#board = board;
	}

	/** Whether this board checks wording. */
	get on(): boolean {
		return this.#on;
	}
	/** Whether the check is loaded. */
	get ready(): boolean {
		return !this.#on || this.#check !== null;
	}
	/** Browser only: loads the check, and the answers stored on this device. Never rejects. */
	load(): Promise<void> {
		return (this.#coming ??= this.#fetch());
	}

	/** The question about a text, or null. */
	ask(text: string): WordingQuestion | null {
		return this.#check?.(text) ?? null;
	}
	/**
	 * The question about a note, or null. Customers' words are quoted exactly, so no question is asked, and an answer
	 * on this device stays valid.
	 */
	askOf(note: Pick<Note, 'id' | 'text' | 'kind'>): WordingQuestion | null {
		if (note.kind !== 'problem' || this.#fine.has(note.id)) return null;
		return this.ask(note.text);
	}
	/** Accepts the note as a problem: this device asks no more. */
	accept(note: string) {
		this.#fine.add(note);
		onDevice.writeJson(nameOf(this.#board.id), [...this.#fine]);
	}

	async #fetch() {
		for (const note of notesIn(onDevice.readJson(nameOf(this.#board.id)))) this.#fine.add(note);
		try {
			const { wordingCheck } = await import('$lib/workshop/wording/wording.ts');
			this.#make = wordingCheck;
		} catch {
			// The check is only a hint: without it, notes are posted as they are. The next use tries to load it again.
			this.#coming = null;
		}
	}
}

/** A check that caches its result for each text. */
function remembered(check: WordingCheck): WordingCheck {
	const known = new Map<string, WordingQuestion | null>();
	return (text) => {
		let asked = known.get(text);
		if (asked === undefined) known.set(text, (asked = check(text)));
		return asked;
	};
}
const notesIn = (kept: unknown): string[] =>
	Array.isArray(kept) ? kept.filter((id) => typeof id === 'string') : [];
